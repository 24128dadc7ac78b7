@NullMarked
package dev.remora.inject.manifest;

import org.jspecify.annotations.NullMarked;
