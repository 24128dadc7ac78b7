/** The command line of kubectl remora. */
@NullMarked
package dev.remora.inject.cli;

import org.jspecify.annotations.NullMarked;
