package dev.remora.inject.plan;

/**
 * Something that is put where nothing was: a key with its value into a map, or an item behind the
 * last of a list.
 *
 * @param path where, below the Pod template; whatever is above is there already
 * @param value plain values; missing maps and lists on the way are part of it
 */
public record Addition(Pointer path, Object value) {
  /** The same, seen from an object that holds the template at this place. */
  public Addition under(Pointer above) {
    return new Addition(path.under(above), value);
  }
}
