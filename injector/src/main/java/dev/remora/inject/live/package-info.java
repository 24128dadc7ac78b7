/** Objects in a cluster, by way of kubectl. */
@NullMarked
package dev.remora.inject.live;

import org.jspecify.annotations.NullMarked;
