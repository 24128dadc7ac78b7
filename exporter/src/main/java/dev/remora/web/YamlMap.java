package dev.remora.web;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A mapping of a YAML file, whose keys are asked for by name; at the end, those that nobody asked
 * for are unknown. No message of its own quotes a value: it may be a secret.
 */
final class YamlMap {
  private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> YES = Set.of("true", "yes", "on", "y");
  private static final Set<String> NO = Set.of("false", "no", "off", "n");

  private final String prefix;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Set<String> known = new HashSet<>();
  private final Problems problems;

  private YamlMap(String prefix, Problems problems) {
    this.prefix = prefix;
    this.problems = problems;
  }

  /** A mapping without a key. */
  static YamlMap empty(String prefix, Problems problems) {
    return new YamlMap(prefix, problems);
  }

  /**
   * The mapping that a node is.
   *
   * @param prefix what stands before its keys in messages
   */
  static YamlMap of(Node node, String prefix, Problems problems) {
    YamlMap map = new YamlMap(prefix, problems);
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        map.put(tuple);
      }
    } else if (!isNothing(node)) {
      problems.add(line(node), map.name() + " is no mapping of keys to values");
    }
    return map;
  }

  private void put(NodeTuple tuple) {
    Node key = tuple.getKeyNode();
    if (!(key instanceof ScalarNode scalar)) {
      problems.add(line(key), "a key of %s is no plain text".formatted(name()));
    } else if (values.putIfAbsent(scalar.getValue(), tuple.getValueNode()) != null) {
      problems.add(line(key), "%s%s is given twice".formatted(prefix, scalar.getValue()));
    }
  }

  private String name() {
    return prefix.isEmpty() ? "the file" : prefix.substring(0, prefix.length() - 1);
  }

  boolean has(String key) {
    known.add(key);
    Node node = values.get(key);
    return node != null && !isNothing(node);
  }

  /** The line of a key's value; that of the beginning where there is no such key. */
  int line(String key) {
    Node node = values.get(key);
    return node == null ? 1 : line(node);
  }

  void problem(String key, String what) {
    problems.add(line(key), "%s%s %s".formatted(prefix, key, what));
  }

  /** A text; empty where there is none. */
  String text(String key) {
    known.add(key);
    Node node = values.get(key);
    return node == null ? "" : text(node, key);
  }

  /** Whether a key says yes. */
  boolean truth(String key, boolean otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    boolean plain =
        values.get(key) instanceof ScalarNode scalar
            && scalar.getScalarStyle() == ScalarStyle.PLAIN;
    String text = plain ? text(key).toLowerCase(Locale.ROOT) : "";
    if (!YES.contains(text) && !NO.contains(text)) {
      problem(key, "is neither true nor false");
    }
    return YES.contains(text);
  }

  /** A whole number that is not below zero. */
  int count(String key) {
    if (!has(key)) {
      return 0;
    }
    try {
      int count = Integer.parseInt(text(key));
      if (count >= 0) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    problem(key, "is no whole number from 0 to " + Integer.MAX_VALUE);
    return 0;
  }

  /** A list of texts; empty where there is none. */
  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    if (has(key)) {
      if (values.get(key) instanceof SequenceNode sequence) {
        for (Node node : sequence.getValue()) {
          texts.add(text(node, key));
        }
      } else {
        problem(key, "is no list");
      }
    }
    return texts;
  }

  /** A mapping within this one. */
  YamlMap map(String key) {
    Node node = values.get(key);
    return has(key) && node != null
        ? of(node, prefix + key + ".", problems)
        : empty(prefix + key + ".", problems);
  }

  /** All of it as texts, whatever the keys. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String key : values.keySet()) {
      texts.put(key, text(key));
    }
    return texts;
  }

  /** The end of the questions. */
  void tellUnknown() {
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        problem(key, "is not known here" + nearest(key));
      }
    }
  }

  private String nearest(String key) {
    Optional<String> near =
        known.stream().filter(name -> name.equalsIgnoreCase(key.replace('-', '_'))).findFirst();
    return near.isPresent() ? "; write it as " + near.get() : "";
  }

  private String text(Node node, String key) {
    if (node instanceof ScalarNode scalar) {
      return isNothing(node) ? "" : scalar.getValue();
    }
    problems.add(line(node), "%s%s is no text".formatted(prefix, key));
    return "";
  }

  private static boolean isNothing(Node node) {
    return node instanceof ScalarNode scalar
        && scalar.getScalarStyle() == ScalarStyle.PLAIN
        && NOTHING.contains(scalar.getValue());
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }
}
