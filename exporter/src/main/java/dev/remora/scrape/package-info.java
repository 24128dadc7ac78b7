/** One scrape: which collectors run, how long they may take, and what became of them. */
@NullMarked
package dev.remora.scrape;

import org.jspecify.annotations.NullMarked;
