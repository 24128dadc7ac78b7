/** What the process says of itself. */
@NullMarked
package dev.remora.self;

import org.jspecify.annotations.NullMarked;
