package dev.remora.inject.yaml;

import dev.remora.inject.json.JsonWriter;
import dev.remora.inject.plan.Pointer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Proves that two texts differ by known additions alone: everything else has the same structure,
 * values, tags, anchors and quotes.
 */
public final class Proof {
  private final Set<Pointer> added;

  private Proof(Set<Pointer> added) {
    this.added = added;
  }

  /**
   * What differs besides the additions; empty if nothing does.
   *
   * @param smaller the documents without the additions
   * @param larger the documents with them
   * @param added for each document the places in the larger one that were added
   */
  public static Optional<String> difference(
      List<Node> smaller, List<Node> larger, Map<Integer, Set<Pointer>> added) {
    if (smaller.size() != larger.size()) {
      return Optional.of("%d documents became %d".formatted(smaller.size(), larger.size()));
    }
    for (int i = 0; i < smaller.size(); i++) {
      Proof proof = new Proof(added.getOrDefault(i, Set.of()));
      Optional<String> difference = proof.difference(smaller.get(i), larger.get(i), Pointer.ROOT);
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  /** What differs between a value that was to be written and what can be read there. */
  public static Optional<String> difference(Node root, Pointer place, Object value)
      throws YamlException {
    Path path = Path.to(root, place);
    boolean same =
        path.missing().isEmpty()
            && JsonWriter.compact(new Values().of(path.last())).equals(JsonWriter.compact(value));
    return same ? Optional.empty() : Optional.of("%s is not what was to be added".formatted(place));
  }

  private Optional<String> difference(Node smaller, Node larger, Pointer at) {
    boolean same =
        switch (smaller) {
          case Node.Scalar one ->
              larger instanceof Node.Scalar other
                  ? one.value().equals(other.value()) && one.style() == other.style()
                  : one.isNothing() && isAllAdded(larger, at);
          case Node.Alias one ->
              larger instanceof Node.Alias other
                  && one.target().anchor().equals(other.target().anchor());
          case Node.Sequence one -> larger instanceof Node.Sequence;
          case Node.Mapping one -> larger instanceof Node.Mapping;
        };
    boolean written =
        smaller.tag().equals(larger.tag())
            && smaller.anchor().equals(larger.anchor())
            && (smaller.isFlow() == larger.isFlow() || smaller instanceof Node.Scalar);
    if (!same || !written) {
      return Optional.of(
          "line %d: %s would change"
              .formatted(larger.place().line(), at.steps().isEmpty() ? "all" : at));
    }
    if (smaller instanceof Node.Sequence one && larger instanceof Node.Sequence other) {
      return sequences(one.items(), other.items(), at);
    }
    if (smaller instanceof Node.Mapping one && larger instanceof Node.Mapping other) {
      return mappings(one, other, at);
    }
    return Optional.empty();
  }

  /** Whether a key without a value was given one of nothing but additions. */
  private boolean isAllAdded(Node node, Pointer at) {
    return switch (node) {
      case Node.Mapping mapping ->
          mapping.entries().stream().allMatch(entry -> isAdded(at.then(entry.name())));
      case Node.Sequence sequence -> {
        boolean all = true;
        for (int i = 0; i < sequence.items().size(); i++) {
          all &= isAdded(at.then(i));
        }
        yield all;
      }
      case Node.Scalar scalar -> false;
      case Node.Alias alias -> false;
    };
  }

  private boolean isAdded(Pointer place) {
    return added.contains(place);
  }

  private Optional<String> sequences(List<Node> smaller, List<Node> larger, Pointer at) {
    int next = 0;
    for (int i = 0; i < larger.size(); i++) {
      Pointer place = at.then(i);
      if (isAdded(place)) {
        continue;
      }
      if (next == smaller.size()) {
        return Optional.of("%s would be new".formatted(place));
      }
      Optional<String> difference = difference(smaller.get(next), larger.get(i), place);
      if (difference.isPresent()) {
        return difference;
      }
      next++;
    }
    return next < smaller.size()
        ? Optional.of("%s would lose items".formatted(at))
        : Optional.empty();
  }

  private Optional<String> mappings(Node.Mapping smaller, Node.Mapping larger, Pointer at) {
    int next = 0;
    for (Node.Entry entry : larger.entries()) {
      Pointer place = at.then(entry.name());
      if (isAdded(place)) {
        continue;
      }
      if (next == smaller.entries().size()) {
        return Optional.of("%s would be new".formatted(place));
      }
      Node.Entry before = smaller.entries().get(next);
      Optional<String> difference =
          difference(before.key(), entry.key(), place)
              .or(() -> difference(before.value(), entry.value(), place));
      if (difference.isPresent()) {
        return difference;
      }
      next++;
    }
    return next < smaller.entries().size()
        ? Optional.of("%s would lose keys".formatted(at))
        : Optional.empty();
  }
}
