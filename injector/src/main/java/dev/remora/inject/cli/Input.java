package dev.remora.inject.cli;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A text to work on.
 *
 * @param name what reports call it
 * @param file where it was read; none for the standard input
 */
record Input(String name, Optional<Path> file, String text) {}
