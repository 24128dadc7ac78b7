@NullMarked
package dev.remora.inject.yaml;

import org.jspecify.annotations.NullMarked;
