@NullMarked
package dev.remora.inject.cli;

import org.jspecify.annotations.NullMarked;
