package dev.remora.inject.yaml;

import dev.remora.inject.plan.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The way from a document's root to a place in it, as far as nodes stand there.
 *
 * @param nodes the nodes on the way, the root first
 * @param entries for each of them the entry whose value it is, none for items and the root
 * @param missing the steps for which there is nothing
 */
record Path(List<Node> nodes, List<Optional<Node.Entry>> entries, List<String> missing) {
  static Path to(Node root, Pointer pointer) {
    List<Node> nodes = new ArrayList<>(List.of(root));
    List<Optional<Node.Entry>> entries = new ArrayList<>();
    entries.add(Optional.empty());
    int done = 0;
    for (String step : pointer.steps()) {
      Node node = nodes.getLast();
      if (node instanceof Node.Mapping mapping) {
        Optional<Node.Entry> entry = entry(mapping, step);
        if (entry.isEmpty()) {
          break;
        }
        nodes.add(entry.get().value());
        entries.add(entry);
      } else if (node instanceof Node.Sequence sequence && isIndex(step, sequence.items().size())) {
        nodes.add(sequence.items().get(Integer.parseInt(step)));
        entries.add(Optional.empty());
      } else {
        break;
      }
      done++;
    }
    return new Path(nodes, entries, pointer.steps().subList(done, pointer.steps().size()));
  }

  static Optional<Node.Entry> entry(Node.Mapping mapping, String key) {
    return mapping.entries().stream()
        .filter(entry -> entry.key() instanceof Node.Scalar && entry.name().equals(key))
        .findFirst();
  }

  private static boolean isIndex(String step, int size) {
    return !step.isEmpty()
        && step.length() < 9
        && step.chars().allMatch(Character::isDigit)
        && Integer.parseInt(step) < size;
  }

  /** The last node that stands there. */
  Node last() {
    return nodes.getLast();
  }

  /** The entry whose value the last node is, if it is one. */
  Optional<Node.Entry> lastEntry() {
    return entries.getLast();
  }

  /** Why nothing can be added at its end without changing another place, if so. */
  Optional<String> obstacle() {
    for (Node node : nodes) {
      int line = node.place().line();
      if (node instanceof Node.Alias alias) {
        return Optional.of(
            "line %d has an alias of line %d there".formatted(line, alias.target().place().line()));
      }
      if (node.lastReference() > 0) {
        return Optional.of(
            "line %d has an anchor there, of which line %d is an alias"
                .formatted(line, node.lastReference()));
      }
    }
    return switch (last()) {
      case Node.Mapping mapping -> missing.isEmpty() ? Optional.empty() : merged(mapping);
      case Node.Sequence sequence -> Optional.empty();
      case Node.Alias alias -> Optional.empty();
      case Node.Scalar scalar -> isOpen(scalar) ? Optional.empty() : Optional.of(written(scalar));
    };
  }

  /** Whether lines below its key would become the value, where now there is none. */
  private boolean isOpen(Node.Scalar scalar) {
    boolean inBlock = nodes.size() > 1 && !nodes.get(nodes.size() - 2).isFlow();
    return inBlock && scalar.isNothing() && scalar.anchor().isEmpty() && scalar.tag().isEmpty();
  }

  private static String written(Node.Scalar scalar) {
    return "line %d has a value there that is written out".formatted(scalar.place().line());
  }

  private Optional<String> merged(Node.Mapping mapping) {
    for (Node.Entry entry : mapping.entries()) {
      if (Values.isMerge(entry) && mergesIn(entry.value(), missing.getFirst())) {
        return Optional.of(
            "%s comes by the merge key of line %d"
                .formatted(missing.getFirst(), entry.key().place().line()));
      }
    }
    return Optional.empty();
  }

  private static boolean mergesIn(Node node, String key) {
    return switch (node) {
      case Node.Alias alias -> mergesIn(alias.target(), key);
      case Node.Mapping mapping ->
          entry(mapping, key).isPresent()
              || mapping.entries().stream()
                  .anyMatch(entry -> Values.isMerge(entry) && mergesIn(entry.value(), key));
      case Node.Sequence sequence ->
          sequence.items().stream().anyMatch(item -> mergesIn(item, key));
      case Node.Scalar scalar -> false;
    };
  }
}
