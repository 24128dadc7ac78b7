/** How a page of metrics looks on the wire. */
@NullMarked
package dev.remora.exposition;

import org.jspecify.annotations.NullMarked;
