@NullMarked
package dev.remora.inject.plan;

import org.jspecify.annotations.NullMarked;
