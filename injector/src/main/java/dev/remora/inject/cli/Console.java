package dev.remora.inject.cli;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * What a command reads and writes.
 *
 * @param kubectl the program that talks to the cluster
 */
record Console(InputStream in, PrintStream out, PrintStream err, String kubectl) {}
