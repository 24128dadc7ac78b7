package dev.remora.inject.cli;

import dev.remora.inject.manifest.Entry;

/**
 * A row of a report.
 *
 * @param source the file, or {@code -}, or what was asked of the cluster
 */
record Row(String source, Entry entry) {}
