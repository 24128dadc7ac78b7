/** Builds the distribution; runs at build time only. */
@NullMarked
package dev.remora.dist;

import org.jspecify.annotations.NullMarked;
