/** Makes the container image of the distribution, without any container tool. */
@NullMarked
package dev.remora.dist.image;

import org.jspecify.annotations.NullMarked;
