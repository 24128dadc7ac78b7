package dev.remora.inject.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A place in an object, as RFC 6901 writes it: {@code /spec/containers/0}.
 *
 * @param steps keys of maps and indexes of lists; {@code -} is the place behind a list's last item
 */
public record Pointer(List<String> steps) {
  /** The object itself. */
  public static final Pointer ROOT = new Pointer(List.of());

  static final String END = "-";

  /** Copies the steps. */
  public Pointer {
    steps = List.copyOf(steps);
  }

  /** The place with these steps. */
  public static Pointer of(String... steps) {
    return new Pointer(List.of(steps));
  }

  /** Reads what {@link #toString} writes. */
  public static Pointer parse(String text) {
    List<String> steps = new ArrayList<>();
    for (int start = 1; start <= text.length() && text.charAt(start - 1) == '/'; ) {
      int slash = text.indexOf('/', start);
      int end = slash < 0 ? text.length() : slash;
      steps.add(text.substring(start, end).replace("~1", "/").replace("~0", "~"));
      start = end + 1;
    }
    return new Pointer(steps);
  }

  /** The place one step below. */
  public Pointer then(String step) {
    List<String> longer = new ArrayList<>(steps);
    longer.add(step);
    return new Pointer(longer);
  }

  /** The item of a list below. */
  public Pointer then(int index) {
    return then(Integer.toString(index));
  }

  /** The same place below another one. */
  public Pointer under(Pointer above) {
    List<String> longer = new ArrayList<>(above.steps);
    longer.addAll(steps);
    return new Pointer(longer);
  }

  /** The place that this one is a step below of; the root's is the root. */
  public Pointer parent() {
    return new Pointer(steps.subList(0, Math.max(0, steps.size() - 1)));
  }

  /** The last step; the root has none. */
  public String last() {
    return steps.getLast();
  }

  /** Whether this is the place behind a list's last item. */
  public boolean isEnd() {
    return !steps.isEmpty() && last().equals(END);
  }

  /** Whether this place is the other one or below it. */
  public boolean isWithin(Pointer other) {
    return steps.size() >= other.steps.size()
        && steps.subList(0, other.steps.size()).equals(other.steps);
  }

  /** What stands at this place of an object. */
  public Optional<Object> in(Object object) {
    Object value = object;
    for (String step : steps) {
      Object next = null;
      if (value instanceof Map<?, ?> map) {
        next = map.get(step);
      } else if (value instanceof List<?> list) {
        int index = indexIn(step, list.size());
        next = index < 0 ? null : list.get(index);
      }
      if (next == null) {
        return Optional.empty();
      }
      value = next;
    }
    return Optional.of(value);
  }

  private static int indexIn(String step, int size) {
    try {
      int index = Integer.parseInt(step);
      return index < size ? index : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** As RFC 6901 writes it, with {@code ~} and {@code /} in keys escaped. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (String step : steps) {
      text.append('/').append(step.replace("~", "~0").replace("/", "~1"));
    }
    return text.toString();
  }
}
