/** What a collector is, and what collectors have in common. */
@NullMarked
package dev.remora.collector;

import org.jspecify.annotations.NullMarked;
