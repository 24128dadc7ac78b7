/** Files with many documents: the workloads in them, and what becomes of the whole text. */
@NullMarked
package dev.remora.inject.manifest;

import org.jspecify.annotations.NullMarked;
