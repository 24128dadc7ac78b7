package dev.remora.inject.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Whether plain values say the same, whoever wrote them. */
final class Likeness {
  // In these the API server adds nothing to what was written.
  private static final Set<String> WHOLE = Set.of("env", "volumeMounts");
  // What is not written in every sidecar: one that has it, and would not now, is another one.
  private static final Set<String> SOMETIMES_WRITTEN =
      Set.of(
          "restartPolicy",
          "env",
          "resources",
          "cpu",
          "memory",
          "volumeMounts",
          "runAsUser",
          "runAsGroup");

  private Likeness() {}

  /**
   * Whether a sidecar is the one that would be written. A cluster tells more of it than was
   * written: what holds where nothing is said, such as {@code imagePullPolicy}, and what others
   * have put there.
   */
  static boolean isWritten(Object wanted, Object found) {
    if (wanted instanceof Map<?, ?> map && found instanceof Map<?, ?> other) {
      return hasAll(map, other) && hasNoLeftover(map, other);
    }
    if (wanted instanceof List<?> list && found instanceof List<?> others) {
      List<?> ordered = byName(list);
      List<?> otherOrdered = byName(others);
      boolean same = ordered.size() == otherOrdered.size();
      for (int i = 0; same && i < ordered.size(); i++) {
        same = isWritten(ordered.get(i), otherOrdered.get(i));
      }
      return same;
    }
    return ordered(wanted).equals(ordered(found)) || isAsMuch(wanted, found);
  }

  /** The API server writes amounts in its own way: 1000m is 1, and 1024Mi is 1Gi. */
  private static boolean isAsMuch(Object wanted, Object found) {
    Optional<BigDecimal> amount = Quantity.of(wanted);
    return amount.isPresent() && amount.equals(Quantity.of(found));
  }

  private static boolean hasAll(Map<?, ?> wanted, Map<?, ?> found) {
    for (Map.Entry<?, ?> each : wanted.entrySet()) {
      Object there = found.get(each.getKey());
      boolean same =
          there != null
              && (WHOLE.contains(each.getKey())
                  ? ordered(each.getValue()).equals(ordered(there))
                  : isWritten(each.getValue(), there));
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasNoLeftover(Map<?, ?> wanted, Map<?, ?> found) {
    for (Map.Entry<?, ?> each : found.entrySet()) {
      // Absent resources come back as an empty map.
      boolean empty = Map.of().equals(each.getValue()) || List.of().equals(each.getValue());
      if (!wanted.containsKey(each.getKey())
          && SOMETIMES_WRITTEN.contains(each.getKey())
          && !empty) {
        return false;
      }
    }
    return true;
  }

  /** A value without what does not matter: the order of keys, and of things with names. */
  static Object ordered(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, each) -> sorted.put(String.valueOf(key), ordered(each)));
        yield new LinkedHashMap<>(sorted);
      }
      case List<?> list -> byName(list).stream().map(Likeness::ordered).toList();
      case Number number -> number.toString();
      default -> value;
    };
  }

  private static List<?> byName(List<?> list) {
    List<Object> sorted = new ArrayList<>(list);
    if (sorted.stream().noneMatch(each -> Names.of(each).isEmpty())) {
      sorted.sort(Comparator.comparing(Names::of));
    }
    return sorted;
  }
}
