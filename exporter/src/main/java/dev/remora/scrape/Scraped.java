package dev.remora.scrape;

import dev.remora.metric.Samples;
import java.util.List;

/**
 * What one scrape brought home.
 *
 * @param database whether the database answered
 * @param samples what each source collected
 */
public record Scraped(Database database, List<Samples> samples) {
  /** Whether the database answered. */
  public enum Database {
    /** It did. */
    UP,
    /** It did not. */
    DOWN
  }

  /** Copies the list. */
  public Scraped {
    samples = List.copyOf(samples);
  }
}
