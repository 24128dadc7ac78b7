package dev.remora.inject.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is added to a workload, all being known.
 *
 * @param choices what was chosen; its placement is settled
 * @param socket the way to the database, where it is not TCP
 */
record Injection(
    Workload workload,
    Settings settings,
    Choices choices,
    Pod pod,
    Server server,
    Target target,
    Login login,
    Optional<Socket> socket) {
  private static final Pointer ANNOTATIONS = Pointer.of("metadata", "annotations");
  private static final Pointer LABELS = Pointer.of("metadata", "labels");
  private static final Pointer VOLUMES = Pointer.of("spec", "volumes");

  /** Why what must be added cannot be, if so. */
  Optional<String> closed() {
    List<Pointer> needed = new ArrayList<>(List.of(list(), ANNOTATIONS));
    if (sharesNewVolume()) {
      needed.add(VOLUMES);
      needed.add(mounts());
    }
    return needed.stream().flatMap(place -> closedAt(place).stream()).findFirst();
  }

  private Optional<String> closedAt(Pointer place) {
    return workload.closed().entrySet().stream()
        .filter(entry -> place.isWithin(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (choices.scrape() == Choices.Scrape.POD_MONITOR) {
      closedAt(LABELS)
          .ifPresent(why ->
              warnings.add(
                  "no label %s (%s); have the PodMonitor select another"
                      .formatted(Names.INJECTED, why)));
    }
    return warnings;
  }

  String text() {
    return "%s beside %s (%s as %s, by %s), metrics at port %d"
        .formatted(
            Names.SIDECAR_CONTAINER,
            target.container(),
            target.address(),
            target.username(),
            login.from(),
            target.port());
  }

  List<Addition> additions() {
    Additions additions = new Additions(workload.template());
    additions.append(list(), SidecarContainer.of(settings, target, login, socket, choices, pod));
    if (sharesNewVolume()) {
      Socket shared = socket.orElseThrow();
      additions.append(mounts(), shared.mount());
      additions.append(VOLUMES, shared.definition());
    }
    Map<String, String> labels = labels();
    labels.forEach((key, value) -> additions.put(LABELS, key, value));
    Map<String, String> annotations = annotations();
    annotations.forEach((key, value) -> additions.put(ANNOTATIONS, key, value));
    additions.prepare(ANNOTATIONS);
    additions.put(ANNOTATIONS, Names.STATUS, status(labels, annotations, additions).text());
    return additions.list();
  }

  private Status status(
      Map<String, String> labels, Map<String, String> annotations, Additions additions) {
    List<String> keys = new ArrayList<>(annotations.keySet());
    keys.add(Names.STATUS);
    return new Status(
        settings.version(),
        List.of(Names.SIDECAR_CONTAINER),
        sharesNewVolume() ? List.of(socket.orElseThrow().volume()) : List.of(),
        sharesNewVolume() ? List.of(server.container().name()) : List.of(),
        keys,
        List.copyOf(labels.keySet()),
        additions.created().stream().map(Pointer::toString).toList());
  }

  private Map<String, String> labels() {
    boolean wanted = choices.scrape() == Choices.Scrape.POD_MONITOR;
    return wanted && closedAt(LABELS).isEmpty() && !pod.labels().containsKey(Names.INJECTED)
        ? Map.of(Names.INJECTED, "true")
        : Map.of();
  }

  /** All or none: half of them ours, they would lead to somebody else's page. */
  private Map<String, String> annotations() {
    boolean taken =
        pod.annotations().keySet().stream().anyMatch(key -> key.startsWith("prometheus.io/"));
    Map<String, String> annotations = new LinkedHashMap<>();
    if (choices.scrape() == Choices.Scrape.ANNOTATIONS && !taken) {
      annotations.put("prometheus.io/scrape", "true");
      annotations.put("prometheus.io/port", Integer.toString(target.port()));
      annotations.put("prometheus.io/path", "/metrics");
    }
    return annotations;
  }

  private Pointer list() {
    boolean isNative = choices.placement() == Choices.Placement.NATIVE;
    return Pointer.of("spec", isNative ? "initContainers" : "containers");
  }

  private Pointer mounts() {
    return server.container().path().then("volumeMounts");
  }

  private boolean sharesNewVolume() {
    return socket.filter(Socket::isNew).isPresent();
  }
}
