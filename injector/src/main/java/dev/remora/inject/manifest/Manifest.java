package dev.remora.inject.manifest;

import dev.remora.inject.json.JsonMap;
import dev.remora.inject.plan.PodKind;
import dev.remora.inject.plan.Pointer;
import dev.remora.inject.plan.ShapeException;
import dev.remora.inject.plan.Workload;
import dev.remora.inject.yaml.Node;
import dev.remora.inject.yaml.Nodes;
import dev.remora.inject.yaml.Splicer;
import dev.remora.inject.yaml.Values;
import dev.remora.inject.yaml.YamlException;
import dev.remora.inject.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A text with any number of objects.
 *
 * @param text the text
 * @param documents the roots of its documents
 * @param items the objects in them, those in lists included
 * @param values what turns them into plain values, with one bound for all
 */
record Manifest(String text, List<Node> documents, List<Item> items, Values values) {
  // A list in a list in a list is somebody's joke.
  private static final int DEEPEST_LIST = 4;
  // Places that things are added to.
  private static final List<String> PLACES =
      List.of(
          "/metadata/annotations",
          "/metadata/labels",
          "/spec/containers",
          "/spec/initContainers",
          "/spec/volumes");

  static Manifest read(String text) throws YamlException {
    return of(text, YamlReader.read(text));
  }

  /** A text that was made of one that was read. */
  static Manifest readResult(String text) throws YamlException {
    return of(text, YamlReader.readResult(text));
  }

  private static Manifest of(String text, List<Node> documents) throws YamlException {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      addItems(documents.get(i), i, Pointer.ROOT, items);
    }
    return new Manifest(text, documents, List.copyOf(items), new Values());
  }

  private static void addItems(Node root, int document, Pointer at, List<Item> items)
      throws YamlException {
    if (Nodes.isNothing(root, at)) {
      return;
    }
    int line = Nodes.line(root, at);
    if (!Nodes.isMap(root, at)) {
      throw new YamlException(line, "an object of Kubernetes is due, a map with kind and metadata");
    }
    String kind = Nodes.text(root, at.then("kind"));
    int size = Nodes.size(root, at.then("items"));
    String apiVersion = Nodes.text(root, at.then("apiVersion"));
    if (isList(apiVersion, kind) && size >= 0 && at.steps().size() < 2 * DEEPEST_LIST) {
      for (int i = 0; i < size; i++) {
        addItems(root, document, at.then("items").then(i), items);
      }
      return;
    }
    Pointer metadata = at.then("metadata");
    items.add(
        new Item(
            document,
            at,
            line,
            apiVersion,
            kind,
            Nodes.text(root, metadata.then("namespace")),
            Nodes.text(root, metadata.then("name"))));
  }

  /** Lists of anything, of one kind of workload, and what kustomize gives to functions. */
  private static boolean isList(String apiVersion, String kind) {
    return kind.equals("List")
        || kind.equals("ResourceList")
        || (kind.endsWith("List")
            && PodKind.of(apiVersion, kind.substring(0, kind.length() - "List".length()))
                .isPresent());
  }

  /** The object as a workload; none if it has no Pod template. */
  Optional<Workload> workload(Item item) throws YamlException {
    Optional<PodKind> kind = PodKind.of(item.apiVersion(), item.kind());
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    Object object = values.of(Nodes.at(root(item), item.path()).orElseThrow());
    Object template = kind.get().template().in(object).orElse(Map.of());
    if (!(template instanceof Map<?, ?>)) {
      Pointer place = kind.get().template().under(item.path());
      throw new YamlException(Nodes.line(root(item), place), "the Pod template is no map");
    }
    Workload plain = Planning.workload(kind.get(), JsonMap.of(object));
    return Optional.of(
        new Workload(
            kind.get(),
            plain.metadata(),
            plain.template(),
            closed(item, kind.get().template().under(item.path()))));
  }

  private Map<Pointer, String> closed(Item item, Pointer template) {
    List<Pointer> places = new ArrayList<>(PLACES.stream().map(Pointer::parse).toList());
    for (String list : List.of("containers", "initContainers")) {
      Pointer containers = Pointer.of("spec", list);
      int size = Nodes.size(root(item), containers.under(template));
      for (int i = 0; i < size; i++) {
        places.add(containers.then(i).then("volumeMounts"));
      }
    }
    Splicer splicer = new Splicer(text, documents);
    Map<Pointer, String> closed = new LinkedHashMap<>();
    for (Pointer place : places) {
      splicer
          .obstacle(item.document(), place.under(template))
          .ifPresent(why -> closed.put(place, why));
    }
    return closed;
  }

  /** The line of a place in an object's Pod template, or of what is nearest above it. */
  int line(Item item, ShapeException problem) {
    Pointer template =
        PodKind.of(item.apiVersion(), item.kind()).map(PodKind::template).orElse(Pointer.ROOT);
    return Nodes.line(root(item), problem.path().under(template.under(item.path())));
  }

  private Node root(Item item) {
    return documents.get(item.document());
  }
}
