package dev.remora.catalog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is made of a name, made once: a server gives the same names in every scrape. Safe for
 * scrapes that run side by side.
 *
 * @param <T> what is made, immutable
 */
final class Known<T> {
  // A server has about a thousand names; one that makes up new ones must not fill the memory.
  private static final int MAX = 5_000;

  /** A place in the order in which a server last gave the names. */
  private static class Place<T> {
    // A hint, so that threads may see it late or not at all.
    @Nullable Named<T> next;
  }

  private static final class Named<T> extends Place<T> {
    final byte[] name;
    final T made;
    final boolean kept;

    Named(byte[] name, T made, boolean kept) {
      this.name = name;
      this.made = made;
      this.kept = kept;
    }
  }

  private final Map<String, Named<T>> known = new ConcurrentHashMap<>();
  private final Place<T> first = new Place<>();
  private final Function<String, T> maker;

  Known(Function<String, T> maker) {
    this.maker = maker;
  }

  T of(String name) {
    return named(name).made;
  }

  /** A pass over the names of one result, one after the other. */
  Pass pass() {
    return new Pass();
  }

  /** Finds most names without a search: behind the one before, where they were the last time. */
  final class Pass {
    private Place<T> last = first;

    private Pass() {}

    /** What is made of the name with these bytes in UTF-8, which compare faster than texts. */
    T of(byte[] name) {
      Named<T> next = last.next;
      if (next == null || !Arrays.equals(next.name, name)) {
        next = named(new String(name, StandardCharsets.UTF_8));
        last.next = next.kept ? next : null;
      }
      last = next;
      return next.made;
    }
  }

  private Named<T> named(String name) {
    Named<T> found = known.get(name);
    if (found != null) {
      return found;
    }
    Named<T> fresh =
        new Named<>(name.getBytes(StandardCharsets.UTF_8), maker.apply(name), known.size() < MAX);
    if (fresh.kept) {
      known.put(name, fresh);
    }
    return fresh;
  }
}
