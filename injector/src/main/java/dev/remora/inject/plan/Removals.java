package dev.remora.inject.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers the places of a Pod template that hold what was added to it. */
final class Removals {
  private final Map<String, Object> template;
  private final List<Pointer> places = new ArrayList<>();

  Removals(Map<String, Object> template) {
    this.template = template;
  }

  List<Pointer> list() {
    return List.copyOf(places);
  }

  /** Items of a list, by their names. */
  void items(Pointer list, List<String> names) {
    List<?> items = listAt(list);
    for (int i = items.size() - 1; i >= 0; i--) {
      if (names.contains(Names.of(items.get(i)))) {
        places.add(list.then(i));
      }
    }
  }

  /** Mounts of volumes in containers. */
  void mounts(Pointer containers, List<String> names, List<String> volumes) {
    List<?> items = listAt(containers);
    for (int i = items.size() - 1; i >= 0; i--) {
      if (names.contains(Names.of(items.get(i)))) {
        items(containers.then(i).then("volumeMounts"), volumes);
      }
    }
  }

  void keys(Pointer map, List<String> keys) {
    for (String key : keys) {
      if (map.in(template).orElse("") instanceof Map<?, ?> there && there.containsKey(key)) {
        places.add(map.then(key));
      }
    }
  }

  /** Those of these maps and lists that the removals leave empty. */
  void emptied(List<Pointer> created) {
    List<Pointer> deepestFirst = new ArrayList<>(created);
    deepestFirst.sort(Comparator.comparingInt((Pointer place) -> place.steps().size()).reversed());
    for (Pointer place : deepestFirst) {
      if (isEmptied(place)) {
        places.add(place);
      }
    }
  }

  private boolean isEmptied(Pointer place) {
    Optional<Object> value = place.in(template);
    int size =
        switch (value.orElse("")) {
          case Map<?, ?> map -> map.size();
          case List<?> list -> list.size();
          default -> -1;
        };
    return size
        == places.stream()
            .filter(each -> !each.steps().isEmpty() && each.parent().equals(place))
            .count();
  }

  private List<?> listAt(Pointer place) {
    return place.in(template).orElse("") instanceof List<?> list ? list : List.of();
  }
}
