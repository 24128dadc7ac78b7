/** The command line, and the wiring of the process. */
@NullMarked
package dev.remora.cli;

import org.jspecify.annotations.NullMarked;
