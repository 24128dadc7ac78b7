/** The door: requests in, pages out. */
@NullMarked
package dev.remora.http;

import org.jspecify.annotations.NullMarked;
