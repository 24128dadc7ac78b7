package dev.remora.inject.plan;

import dev.remora.inject.json.JsonException;
import dev.remora.inject.json.JsonReader;
import dev.remora.inject.json.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was added to a Pod template, as its status annotation tells, so that it can be taken away
 * again.
 *
 * @param version the version that added it
 * @param containers names of containers and init containers
 * @param volumes names of volumes
 * @param mounts names of containers of others that were given a mount of those volumes
 * @param annotations keys of annotations, that of the status among them
 * @param labels keys of labels
 * @param created places of maps and lists that were not there before
 */
public record Status(
    String version,
    List<String> containers,
    List<String> volumes,
    List<String> mounts,
    List<String> annotations,
    List<String> labels,
    List<String> created) {
  private static final Pointer ANNOTATION = Pointer.of("metadata", "annotations", Names.STATUS);

  /** What the annotation of a Pod template tells; none if it has none or it tells nothing. */
  public static Optional<Status> read(Map<String, Object> template) {
    return ANNOTATION.in(template).flatMap(text -> parse(text.toString()));
  }

  private static Optional<Status> parse(String text) {
    try {
      if (JsonReader.read(text) instanceof Map<?, ?> map) {
        return Optional.of(
            new Status(
                String.valueOf(Shape.lenientMap(map).getOrDefault("version", "unknown")),
                texts(map, "containers"),
                texts(map, "volumes"),
                texts(map, "mounts"),
                texts(map, "annotations"),
                texts(map, "labels"),
                texts(map, "created")));
      }
    } catch (JsonException e) {
      // Somebody has changed it by hand: what it told is lost.
    }
    return Optional.empty();
  }

  private static List<String> texts(Map<?, ?> map, String key) {
    List<String> texts = new ArrayList<>();
    if (map.get(key) instanceof List<?> list) {
      list.forEach(each -> texts.add(String.valueOf(each)));
    }
    return List.copyOf(texts);
  }

  /** The same with other places that were not there before. */
  Status created(List<String> others) {
    return new Status(version, containers, volumes, mounts, annotations, labels, others);
  }

  /** As the annotation has it: JSON, without lists that would be empty. */
  String text() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("version", version);
    map.put("containers", containers);
    map.put("volumes", volumes);
    map.put("mounts", mounts);
    map.put("annotations", annotations);
    map.put("labels", labels);
    map.put("created", created);
    map.values().removeIf(List.of()::equals);
    return JsonWriter.compact(map);
  }

  /**
   * The places of a template that hold what was added, in an order in which they can be removed one
   * after the other: a list's last items first, what is made before what it was made in.
   */
  public List<Pointer> removals(Map<String, Object> template) {
    Removals removals = new Removals(template);
    for (String list : List.of("containers", "initContainers")) {
      removals.items(Pointer.of("spec", list), containers);
    }
    for (String list : List.of("containers", "initContainers")) {
      removals.mounts(Pointer.of("spec", list), mounts, volumes);
    }
    removals.items(Pointer.of("spec", "volumes"), volumes);
    removals.keys(Pointer.of("metadata", "annotations"), annotations);
    removals.keys(Pointer.of("metadata", "labels"), labels);
    removals.emptied(created.stream().map(Pointer::parse).toList());
    return removals.list();
  }
}
