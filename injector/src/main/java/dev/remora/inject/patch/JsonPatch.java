package dev.remora.inject.patch;

import dev.remora.inject.json.JsonWriter;
import dev.remora.inject.plan.Addition;
import dev.remora.inject.plan.Pointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A patch as RFC 6902 has it, of what is removed from an object and then added to it.
 *
 * @param operations each a map of {@code op}, {@code path} and, but for removals, {@code value}
 */
public record JsonPatch(List<Map<String, Object>> operations) {
  /** Copies the list. */
  public JsonPatch {
    operations = List.copyOf(operations);
  }

  /**
   * The patch for an object that holds a Pod template.
   *
   * @param template where the template stands in the object; {@link Pointer#ROOT} for a Pod
   * @param removals in an order in which they can be done one after the other
   * @param additions what comes after that
   */
  public static JsonPatch of(Pointer template, List<Pointer> removals, List<Addition> additions) {
    List<Map<String, Object>> operations = new ArrayList<>();
    for (Pointer removal : removals) {
      operations.add(operation("remove", removal.under(template)));
    }
    for (Addition addition : additions) {
      Map<String, Object> add = operation("add", addition.path().under(template));
      add.put("value", addition.value());
      operations.add(add);
    }
    return new JsonPatch(operations);
  }

  /** The same, which fails where the object does not have this value at this place. */
  public JsonPatch onlyIf(Pointer path, Object value) {
    List<Map<String, Object>> guarded = new ArrayList<>();
    Map<String, Object> test = operation("test", path);
    test.put("value", value);
    guarded.add(test);
    guarded.addAll(operations);
    return new JsonPatch(guarded);
  }

  /** As one line of JSON. */
  public String compact() {
    return JsonWriter.compact(operations);
  }

  /** As JSON for people. */
  public String pretty() {
    return JsonWriter.pretty(operations);
  }

  private static Map<String, Object> operation(String name, Pointer path) {
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("op", name);
    operation.put("path", path.toString());
    return operation;
  }
}
