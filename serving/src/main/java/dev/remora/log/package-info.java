/** Log lines on standard error, as logfmt or JSON. */
@NullMarked
package dev.remora.log;

import org.jspecify.annotations.NullMarked;
