package dev.remora.catalog;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What is made of a name, made once: a server gives the same names in every scrape. Safe for
 * scrapes that run side by side.
 *
 * @param <T> what is made, immutable
 */
final class Known<T> {
  // A server has about a thousand names; one that makes up new ones must not fill the memory.
  private static final int MAX = 5_000;

  private final Map<String, T> made = new ConcurrentHashMap<>();
  private final Function<String, T> maker;

  Known(Function<String, T> maker) {
    this.maker = maker;
  }

  T of(String name) {
    T known = made.get(name);
    if (known != null) {
      return known;
    }
    T fresh = maker.apply(name);
    if (made.size() < MAX) {
      made.put(name, fresh);
    }
    return fresh;
  }
}
