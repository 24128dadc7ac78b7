/** The collectors, one file each. */
@NullMarked
package dev.remora.catalog;

import org.jspecify.annotations.NullMarked;
