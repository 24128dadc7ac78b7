package dev.remora.inject.plan;

import dev.remora.inject.plan.Finding.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Decides what becomes of a workload: asks one rule after the other, and the first that objects
 * decides. Pure: nothing is read but what is given.
 */
public final class Planner {
  private static final Set<String> NO = Set.of("false", "disabled", "no");
  private static final Set<String> YES = Set.of("true", "enabled", "yes", "");

  private final Workload workload;
  private final Settings settings;
  private final Pod pod;
  private final List<Finding> findings = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private Planner(Workload workload, Settings settings) throws ShapeException {
    this.workload = workload;
    this.settings = settings;
    this.pod = Pod.read(workload.template());
  }

  /**
   * What becomes of a workload, and why.
   *
   * @throws ShapeException if it is not of the shape that Kubernetes wants
   */
  public static Plan plan(Workload workload, Settings settings) throws ShapeException {
    Planner planner = new Planner(workload, settings);
    Decision decision = planner.decide();
    if (!(decision instanceof Decision.Inject)) {
      planner.findings.add(new Finding(ruleOf(decision), Finding.Verdict.STOPPED, decision.text()));
    }
    return new Plan(decision, planner.findings);
  }

  private Decision decide() throws ShapeException {
    Optional<Decision> refusal = refusal();
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Optional<Decision> presence = presence();
    if (presence.isPresent()) {
      return presence.get();
    }
    List<String> problems = new ArrayList<>();
    Choices choices = settings.choices().overriddenBy(pod.annotations(), problems);
    ServerSearch search = new ServerSearch(pod, choices);
    Optional<Server> found = search.find();
    if (found.isEmpty()) {
      return search.none();
    }
    Server server = found.get();
    pass("mysql", search.text(server));
    if (!problems.isEmpty()) {
      return skip(Reason.INVALID_ANNOTATION, String.join("; ", problems));
    }
    if (pod.hostNetwork() && !choices.allow(Choices.Permission.HOST_NETWORK)) {
      return skip(
          Reason.HOST_NETWORK,
          "it shares the node's network, and the metrics would be at a port of the node;"
              + " --allow-host-network if they shall");
    }
    pass("host-network", pod.hostNetwork() ? "allowed" : "the Pod has a network of its own");
    SidecarKind kind = new SidecarKind(workload, pod, server, settings.kubernetes());
    Optional<Choices.Placement> placement = kind.of(choices.placement());
    if (placement.isEmpty()) {
      return skip(Reason.NATIVE_SIDECAR_NEEDED, kind.problem(choices.placement()));
    }
    pass("sidecar", Choices.text(placement.get()));
    kind.warning(placement.get()).ifPresent(each -> warn("sidecar", each));
    return reach(server, choices.with(placement.get()));
  }

  /** What says no before anybody looks at containers. */
  private Optional<Decision> refusal() {
    if (pod.annotations().containsKey(Names.MIRROR)) {
      return Optional.of(
          skip(Reason.MIRROR_POD, "the kubelet made it; change the file on the node"));
    }
    String wish =
        pod.annotations()
            .getOrDefault(Names.INJECT, pod.labels().getOrDefault(Names.INJECT, ""))
            .toLowerCase(Locale.ROOT);
    if (NO.contains(wish)) {
      return Optional.of(
          skip(Reason.DISABLED_BY_ANNOTATION, "%s is \"%s\"".formatted(Names.INJECT, wish)));
    }
    if (!YES.contains(wish)) {
      return Optional.of(
          skip(
              Reason.INVALID_ANNOTATION,
              "%s is \"%s\", and true or false is due".formatted(Names.INJECT, wish)));
    }
    pass("annotation", "nothing says no");
    if (!workload.kind().template().steps().isEmpty()) {
      Shape.lenientMap(workload.metadata().get("annotations")).keySet().stream()
          .filter(key -> key.startsWith(Names.DOMAIN) && !pod.annotations().containsKey(key))
          .forEach(key ->
              warn("annotation", key + " is of no effect there; put it on the Pod template"));
    }
    if (pod.operatingSystem().equals("windows")
        || pod.nodeSelector().getOrDefault("kubernetes.io/os", "").equals("windows")) {
      return Optional.of(skip(Reason.WINDOWS_NODE, "the image is for Linux"));
    }
    return Optional.empty();
  }

  /** Whether there is an exporter already, or somebody whose task it is to add one. */
  private Optional<Decision> presence() throws ShapeException {
    Optional<Status> status = Status.read(workload.template());
    for (Container container : pod.all()) {
      boolean ours =
          status.filter(each -> each.containers().contains(container.name())).isPresent();
      if (ours) {
        String version = status.orElseThrow().version();
        return Optional.of(
            new Decision.AlreadyThere(version, "has the sidecar of version " + version));
      }
      if (container.name().equals(Names.SIDECAR_CONTAINER) || Image.isExporter(container.image())) {
        return Optional.of(
            skip(
                Reason.EXPORTER_ALREADY_PRESENT,
                "container %s is an exporter".formatted(container.shownName())));
      }
    }
    pass("exporter", "there is none yet");
    Optional<String> operator = Operators.owner(pod, workload);
    if (operator.isPresent()) {
      return Optional.of(skip(Reason.OPERATOR_MANAGED, operator.get()));
    }
    pass("operator", "none manages it");
    return Optional.empty();
  }

  /** How the sidecar reaches the database, and how it is reached. */
  private Decision reach(Server server, Choices choices) {
    Optional<Socket> socket = Socket.of(server, pod);
    Optional<String> refusal = server.refusesTcp();
    boolean shared = socket.filter(each -> !each.isNew()).isPresent();
    boolean bySocket =
        choices.connection() == Choices.Connection.SOCKET || (refusal.isPresent() && shared);
    if (!bySocket && refusal.isPresent()) {
      return skip(
          Reason.SOCKET_NEEDED,
          "%s; --socket takes the socket, which changes the database's container"
              .formatted(refusal.get()));
    }
    if (bySocket && socket.isEmpty()) {
      return skip(
          Reason.SOCKET_NEEDED,
          "its socket %s lies where no volume can be shared; have it in a folder of its own"
              .formatted(server.socket()));
    }
    Optional<Socket> way = bySocket ? socket : Optional.empty();
    String address = way.map(Socket::address).orElse("127.0.0.1:" + server.port());
    pass("connection", address);
    if (!bySocket) {
      server.mayRefuseTcp().ifPresent(each -> warn("connection", each));
    }

    Ports ports = new Ports(pod, server.port());
    if (ports.isNameTaken()) {
      return skip(Reason.PORT_CONFLICT, "another port is called " + Names.PORT_NAME);
    }
    OptionalInt port = choices.port() == 0 ? ports.free() : OptionalInt.of(choices.port());
    if (port.isEmpty() || (choices.port() != 0 && ports.isTaken(choices.port()))) {
      return skip(Reason.PORT_CONFLICT, "port %d is taken".formatted(choices.port()));
    }
    pass("port", Integer.toString(port.getAsInt()));

    LoginSearch search = new LoginSearch(server.container(), choices);
    Optional<Login> login = search.find();
    if (login.isEmpty()) {
      return search.none();
    }
    pass("credentials", login.get().toString());
    if (!login.get().warning().isEmpty()) {
      warn("credentials", login.get().warning());
    }
    Target target =
        new Target(server.container().name(), address, login.get().username(), port.getAsInt());
    return write(new Injection(workload, settings, choices, pod, server, target, login.get(), way));
  }

  private Decision write(Injection injection) {
    Optional<String> closed = injection.closed();
    if (closed.isPresent()) {
      return skip(Reason.UNSUPPORTED_YAML, closed.get());
    }
    injection.warnings().forEach(each -> warn("text", each));
    List<Addition> additions = injection.additions();
    pass("text", "there is room for " + additions.size() + " additions");
    return new Decision.Inject(injection.text(), injection.target(), additions, warnings);
  }

  private static Decision skip(Reason reason, String text) {
    return new Decision.Skip(reason, text);
  }

  private void pass(String rule, String text) {
    findings.add(new Finding(rule, Verdict.PASSED, text));
  }

  private void warn(String rule, String text) {
    findings.add(new Finding(rule, Verdict.WARNED, text));
    warnings.add(text);
  }

  private static String ruleOf(Decision decision) {
    Reason reason =
        switch (decision) {
          case Decision.Skip skip -> skip.reason();
          case Decision.NeedsCredentials needs -> needs.reason();
          case Decision.AlreadyThere there -> Reason.ALREADY_INJECTED;
          case Decision.Inject inject -> throw new IllegalArgumentException("no rule objected");
        };
    return switch (reason) {
      case MIRROR_POD, NOT_A_POD_WORKLOAD -> "kind";
      case DISABLED_BY_ANNOTATION, INVALID_ANNOTATION -> "annotation";
      case WINDOWS_NODE -> "windows";
      case ALREADY_INJECTED, EXPORTER_ALREADY_PRESENT -> "exporter";
      case OPERATOR_MANAGED -> "operator";
      case NO_MYSQL_CONTAINER, AMBIGUOUS_MYSQL_CONTAINERS, CLIENT_JOB -> "mysql";
      case HOST_NETWORK -> "host-network";
      case NATIVE_SIDECAR_NEEDED -> "sidecar";
      case SOCKET_NEEDED -> "connection";
      case PORT_CONFLICT -> "port";
      case NEEDS_CREDENTIALS, LITERAL_PASSWORD -> "credentials";
      case UNSUPPORTED_YAML -> "text";
    };
  }
}
