package dev.remora.inject.yaml;

import dev.remora.inject.json.JsonNull;
import dev.remora.inject.plan.Pointer;
import java.util.Optional;

/** Looks into a document without turning it into values; aliases on the way are followed. */
public final class Nodes {
  private Nodes() {}

  /** The node at a place; none if nothing is there. */
  public static Optional<Node> at(Node root, Pointer place) {
    Node node = target(root);
    for (String step : place.steps()) {
      Path path = Path.to(node, Pointer.of(step));
      if (!path.missing().isEmpty()) {
        return Optional.empty();
      }
      node = target(path.last());
    }
    return Optional.of(node);
  }

  /** The line of a place, or of the nearest place above it that there is. */
  public static int line(Node root, Pointer place) {
    return Path.to(root, place).last().place().line();
  }

  /** The text at a place; empty if there is none. */
  public static String text(Node root, Pointer place) {
    return at(root, place).orElse(null) instanceof Node.Scalar scalar ? scalar.value() : "";
  }

  /** How many items the list at a place has; -1 if there is no list. */
  public static int size(Node root, Pointer place) {
    return at(root, place).orElse(null) instanceof Node.Sequence list ? list.items().size() : -1;
  }

  /** Whether there is a map at a place. */
  public static boolean isMap(Node root, Pointer place) {
    return at(root, place).orElse(null) instanceof Node.Mapping;
  }

  /** Whether nothing, or null, is written at a place. */
  public static boolean isNothing(Node root, Pointer place) {
    return at(root, place).orElse(null) instanceof Node.Scalar scalar
        && Scalars.value(scalar) == JsonNull.NULL;
  }

  private static Node target(Node node) {
    return node instanceof Node.Alias alias ? alias.target() : node;
  }
}
