/** Real servers, and exporters that watch them, as processes of this machine. */
@NullMarked
package dev.remora.servers;

import org.jspecify.annotations.NullMarked;
