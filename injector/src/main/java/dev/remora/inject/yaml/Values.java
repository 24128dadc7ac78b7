package dev.remora.inject.yaml;

import dev.remora.inject.json.JsonNull;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The nodes of one text as plain values, as kubectl reads them: aliases and merge keys followed,
 * scalars resolved by YAML 1.1.
 */
public final class Values {
  // No object of Kubernetes comes near; a bomb of aliases goes beyond at once.
  private static final int MOST_VALUES = 500_000;
  private static final int DEEPEST = 150;
  private static final String MERGE = "<<";

  private int values;
  // Of the whole text: many small bombs are a large one.
  private int unfolded;
  private int aliases;
  private int depth;

  /** The value of a node. */
  public Object of(Node node) throws YamlException {
    values = 0;
    aliases = 0;
    depth = 0;
    return value(node);
  }

  private Object value(Node node) throws YamlException {
    values++;
    unfolded += aliases > 0 ? 1 : 0;
    depth++;
    if (values > MOST_VALUES || unfolded > MOST_VALUES || depth > DEEPEST) {
      throw new YamlException(
          node.place().line(), "its aliases unfold to more than an object can be");
    }
    Object value =
        switch (node) {
          case Node.Alias alias -> unfolded(alias);
          case Node.Scalar scalar -> Scalars.value(scalar);
          case Node.Sequence sequence -> list(sequence);
          case Node.Mapping mapping -> map(mapping);
        };
    depth--;
    return value;
  }

  private Object unfolded(Node.Alias alias) throws YamlException {
    aliases++;
    Object value = value(alias.target());
    aliases--;
    return value;
  }

  private List<Object> list(Node.Sequence sequence) throws YamlException {
    List<Object> list = new ArrayList<>();
    for (Node item : sequence.items()) {
      list.add(value(item));
    }
    return list;
  }

  private Map<String, Object> map(Node.Mapping mapping) throws YamlException {
    Map<String, Object> map = new LinkedHashMap<>();
    List<Object> merged = new ArrayList<>();
    for (Node.Entry entry : mapping.entries()) {
      if (isMerge(entry)) {
        merged.add(value(entry.value()));
      } else {
        map.put(key(entry.key()), value(entry.value()));
      }
    }
    for (Object each : merged) {
      merge(map, each, mapping.place().line());
    }
    return map;
  }

  static boolean isMerge(Node.Entry entry) {
    return entry.key() instanceof Node.Scalar key
        && key.style() == Node.Style.PLAIN
        && key.value().equals(MERGE);
  }

  private static void merge(Map<String, Object> map, Object merged, int line) throws YamlException {
    switch (merged) {
      case Map<?, ?> other ->
          other.forEach((key, each) -> map.putIfAbsent(String.valueOf(key), each));
      case List<?> others -> {
        for (Object other : others) {
          if (!(other instanceof Map<?, ?>)) {
            throw new YamlException(line, "<< takes maps");
          }
          merge(map, other, line);
        }
      }
      case JsonNull nothing -> {}
      default -> throw new YamlException(line, "<< takes maps");
    }
  }

  private String key(Node key) throws YamlException {
    Node node = key instanceof Node.Alias alias ? alias.target() : key;
    if (node instanceof Node.Scalar scalar) {
      return scalar.value();
    }
    throw new YamlException(key.place().line(), "a key that is a map or a list");
  }
}
