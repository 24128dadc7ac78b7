/** What a scrape costs: beside the reference exporter, and piece by piece. */
@NullMarked
package dev.remora.bench;

import org.jspecify.annotations.NullMarked;
