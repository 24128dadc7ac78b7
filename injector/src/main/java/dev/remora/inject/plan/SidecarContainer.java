package dev.remora.inject.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sidecar's container, as {@code deploy/kustomize} has it. */
final class SidecarContainer {
  private static final int FIRST_PROBE_SECONDS = 20;
  private static final int PROBE_TIMEOUT_SECONDS = 5;

  private SidecarContainer() {}

  static Map<String, Object> of(
      Settings settings,
      Target target,
      Login login,
      Optional<Socket> socket,
      Choices choices,
      Pod pod) {
    Map<String, Object> container = new LinkedHashMap<>();
    container.put("name", Names.SIDECAR_CONTAINER);
    if (choices.placement() == Choices.Placement.NATIVE) {
      container.put("restartPolicy", "Always");
    }
    container.put("image", settings.image());
    container.put("args", arguments(settings, target));
    if (!login.environment().isEmpty()) {
      container.put("env", login.environment());
    }
    container.put("ports", List.of(port(target)));
    Map<String, Object> resources = Resources.in(pod, choices);
    if (!resources.isEmpty()) {
      container.put("resources", resources);
    }
    container.put("livenessProbe", livenessProbe());
    container.put("securityContext", securityContext(settings.user()));
    List<Map<String, Object>> mounts = new ArrayList<>(login.mounts());
    // The password's file may lie beside the socket; no path can be mounted twice.
    socket
        .filter(each ->
            mounts.stream().noneMatch(mount -> each.folder().equals(mount.get("mountPath"))))
        .ifPresent(each -> mounts.add(each.readOnlyMount()));
    if (!mounts.isEmpty()) {
      container.put("volumeMounts", mounts);
    }
    return container;
  }

  private static List<String> arguments(Settings settings, Target target) {
    List<String> arguments = new ArrayList<>();
    // Not localhost, which an account for 127.0.0.1 alone would not know.
    arguments.add("--mysqld.address=" + target.address());
    arguments.add("--mysqld.username=" + target.username());
    if (target.port() != Ports.USUAL) {
      arguments.add("--web.listen-address=:" + target.port());
    }
    arguments.addAll(settings.arguments());
    return arguments;
  }

  private static Map<String, Object> port(Target target) {
    Map<String, Object> port = new LinkedHashMap<>();
    port.put("name", Names.PORT_NAME);
    port.put("containerPort", target.port());
    return port;
  }

  /**
   * Asks the process alone, never the database. A readiness probe there is none: it would decide
   * whether the whole Pod, the database with it, gets traffic.
   */
  private static Map<String, Object> livenessProbe() {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("path", "/-/healthy");
    request.put("port", Names.PORT_NAME);
    Map<String, Object> probe = new LinkedHashMap<>();
    probe.put("httpGet", request);
    probe.put("initialDelaySeconds", FIRST_PROBE_SECONDS);
    probe.put("timeoutSeconds", PROBE_TIMEOUT_SECONDS);
    return probe;
  }

  /** As the restricted level wants it. */
  private static Map<String, Object> securityContext(String user) {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("runAsNonRoot", true);
    if (!user.isEmpty()) {
      context.put("runAsUser", Long.valueOf(user));
      context.put("runAsGroup", Long.valueOf(user));
    }
    context.put("readOnlyRootFilesystem", true);
    context.put("allowPrivilegeEscalation", false);
    context.put("capabilities", Map.of("drop", List.of("ALL")));
    context.put("seccompProfile", Map.of("type", "RuntimeDefault"));
    return context;
  }
}
