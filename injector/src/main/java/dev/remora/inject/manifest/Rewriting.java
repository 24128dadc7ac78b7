package dev.remora.inject.manifest;

import dev.remora.inject.plan.Addition;
import dev.remora.inject.plan.Pointer;
import dev.remora.inject.yaml.Node;
import dev.remora.inject.yaml.Nodes;
import dev.remora.inject.yaml.Proof;
import dev.remora.inject.yaml.Splicer;
import dev.remora.inject.yaml.YamlException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A text that is being changed, either by additions alone or by removals alone. */
final class Rewriting {
  private final Manifest manifest;
  private final Splicer splicer;
  private final Map<Integer, Set<Pointer>> removed = new HashMap<>();
  private final Map<Integer, Set<Pointer>> added = new HashMap<>();
  private final List<Written> written = new ArrayList<>();
  private final Map<Pointer, Integer> sizes = new HashMap<>();

  private record Written(int document, Pointer place, Object value) {}

  Rewriting(Manifest manifest) {
    this.manifest = manifest;
    this.splicer = new Splicer(manifest.text(), manifest.documents());
  }

  void remove(Item item, Pointer place) throws YamlException {
    splicer.remove(item.document(), place);
    removed.computeIfAbsent(item.document(), document -> new HashSet<>()).add(place);
  }

  void add(Item item, Addition addition) throws YamlException {
    splicer.add(item.document(), addition);
    Pointer place = addition.path();
    if (place.isEnd()) {
      place = place.parent().then(next(item, place.parent()));
    }
    written.add(new Written(item.document(), place, addition.value()));
    added
        .computeIfAbsent(item.document(), document -> new HashSet<>())
        .addAll(places(item, place, addition.value()));
  }

  /** The index that an item behind a list's last one gets. */
  private int next(Item item, Pointer list) {
    Pointer key = list.under(Pointer.of(Integer.toString(item.document())));
    int size = Nodes.size(manifest.documents().get(item.document()), list);
    int next = sizes.getOrDefault(key, size);
    sizes.put(key, next + 1);
    return next;
  }

  /** Where a key was there without a value, what is below it was added, else itself. */
  private Set<Pointer> places(Item item, Pointer place, Object value) {
    Node root = manifest.documents().get(item.document());
    Set<Pointer> places = new HashSet<>();
    if (!Nodes.isNothing(root, place)) {
      places.add(place);
    } else if (value instanceof Map<?, ?> map) {
      map.keySet().forEach(key -> places.add(place.then(String.valueOf(key))));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        places.add(place.then(i));
      }
    }
    return places;
  }

  /** The text as it is now, read again, and proved to differ by nothing else. */
  Manifest proved() throws ManifestException {
    if (removed.isEmpty() && added.isEmpty()) {
      return manifest;
    }
    try {
      Manifest result = Manifest.readResult(splicer.result());
      Optional<String> difference =
          added.isEmpty()
              ? Proof.difference(result.documents(), manifest.documents(), removed)
              : Proof.difference(manifest.documents(), result.documents(), added);
      for (Written each : written) {
        Node root = result.documents().get(each.document());
        if (difference.isEmpty()) {
          difference = Proof.difference(root, each.place(), each.value());
        }
      }
      if (difference.isPresent()) {
        throw ManifestException.unproved(difference.get());
      }
      return result;
    } catch (YamlException e) {
      throw ManifestException.unproved("line %d: %s".formatted(e.line(), e.getMessage()));
    }
  }
}
