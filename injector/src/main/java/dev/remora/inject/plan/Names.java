package dev.remora.inject.plan;

import java.util.Map;

/** The names that users see in their manifests. */
public final class Names {
  /** Annotation, and label for the webhook: whether to inject at all. */
  public static final String INJECT = "remora.dev/inject";

  /** Annotation: what was added, and by which version. */
  public static final String STATUS = "remora.dev/status";

  /** Annotation, by the webhook: why a Pod that asked for a sidecar has none. */
  public static final String SKIP_REASON = "remora.dev/skip-reason";

  /** Label of Pods with a sidecar, which a PodMonitor selects. */
  public static final String INJECTED = "remora.dev/injected";

  /** The sidecar's container. */
  public static final String SIDECAR_CONTAINER = "mysqld-exporter";

  /** The name of the metrics' port. */
  public static final String PORT_NAME = "mysql-metrics";

  static final String CONTAINER = "remora.dev/container";
  static final String SECRET = "remora.dev/secret";
  static final String SECRET_KEY = "remora.dev/secret-key";
  static final String SECRET_USER_KEY = "remora.dev/secret-user-key";
  static final String USERNAME = "remora.dev/username";
  static final String PORT = "remora.dev/port";
  static final String SIDECAR = "remora.dev/sidecar";
  static final String SCRAPE = "remora.dev/scrape";
  static final String CONNECTION = "remora.dev/connection";
  static final String ALLOW = "remora.dev/allow";
  static final String CPU = "remora.dev/cpu";
  static final String MEMORY = "remora.dev/memory";
  static final String MIRROR = "kubernetes.io/config.mirror";
  static final String SOCKET_VOLUME = "mysql-socket";

  static final String DOMAIN = "remora.dev/";

  private Names() {}

  /** The name of what has one, such as a container; empty where there is none. */
  static String of(Object item) {
    return item instanceof Map<?, ?> map && map.get("name") instanceof String name ? name : "";
  }
}
