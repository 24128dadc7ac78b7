package dev.remora.inject.manifest;

import dev.remora.inject.plan.Pointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Applies a JSON Patch as RFC 6902 says, apart from the code that writes it. */
public final class PatchedObject {
  private PatchedObject() {}

  /** A copy of a document whose object at a place is patched. */
  public static Object at(Object document, Pointer place, List<?> operations) {
    Object copy = copy(document);
    Object object = place.in(copy).orElseThrow();
    for (Object each : operations) {
      Map<?, ?> operation = (Map<?, ?>) each;
      apply(object, operation);
    }
    return copy;
  }

  @SuppressWarnings("unchecked")
  private static void apply(Object object, Map<?, ?> operation) {
    String[] steps = String.valueOf(operation.get("path")).split("/", -1);
    Object parent = object;
    for (int i = 1; i < steps.length - 1; i++) {
      String step = unescaped(steps[i]);
      parent =
          parent instanceof List<?> list
              ? list.get(Integer.parseInt(step))
              : ((Map<?, ?>) parent).get(step);
      if (parent == null) {
        throw new AssertionError("no parent: " + operation.get("path"));
      }
    }
    String last = unescaped(steps[steps.length - 1]);
    if ("remove".equals(operation.get("op"))) {
      Object removed =
          parent instanceof List<?> list
              ? list.remove(Integer.parseInt(last))
              : ((Map<?, ?>) parent).remove(last);
      if (removed == null) {
        throw new AssertionError("nothing to remove: " + operation);
      }
      return;
    }
    Object value = copy(Objects.requireNonNull(operation.get("value")));
    if (parent instanceof List<?>) {
      List<Object> list = (List<Object>) parent;
      list.add(last.equals("-") ? list.size() : Integer.parseInt(last), value);
    } else {
      ((Map<String, Object>) parent).put(last, value);
    }
  }

  private static String unescaped(String step) {
    return step.replace("~1", "/").replace("~0", "~");
  }

  private static Object copy(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, each) -> copy.put(String.valueOf(key), copy(each)));
        yield copy;
      }
      case List<?> list -> {
        List<Object> copy = new ArrayList<>();
        list.forEach(each -> copy.add(copy(each)));
        yield copy;
      }
      default -> value;
    };
  }
}
