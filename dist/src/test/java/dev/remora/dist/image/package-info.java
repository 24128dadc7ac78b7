@NullMarked
package dev.remora.dist.image;

import org.jspecify.annotations.NullMarked;
