/**
 * A server that speaks MySQL's protocol and answers from a file, for kinds of servers that cannot
 * be had here.
 */
@NullMarked
package dev.remora.acceptance.recorded;

import org.jspecify.annotations.NullMarked;
