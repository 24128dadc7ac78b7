@NullMarked
package dev.remora.inject.live;

import org.jspecify.annotations.NullMarked;
