@NullMarked
package dev.remora.dist;

import org.jspecify.annotations.NullMarked;
