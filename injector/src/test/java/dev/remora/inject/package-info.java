@NullMarked
package dev.remora.inject;

import org.jspecify.annotations.NullMarked;
