/** What is added and removed, as a JSON Patch. */
@NullMarked
package dev.remora.inject.patch;

import org.jspecify.annotations.NullMarked;
