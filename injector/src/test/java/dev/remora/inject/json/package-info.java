@NullMarked
package dev.remora.inject.json;

import org.jspecify.annotations.NullMarked;
