/** Names of earlier releases and servers, beside today's, for who asks for them. */
@NullMarked
package dev.remora.compat;

import org.jspecify.annotations.NullMarked;
