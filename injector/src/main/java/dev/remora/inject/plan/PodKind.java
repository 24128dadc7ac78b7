package dev.remora.inject.plan;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The kinds of objects that have a Pod template, and where in them it stands. */
public enum PodKind {
  /** Its template is the object itself. */
  POD("Pod", ""),
  /** Replicas without a name of their own. */
  DEPLOYMENT("Deployment", "/spec/template"),
  /** Replicas with volumes of their own. */
  STATEFUL_SET("StatefulSet", "/spec/template"),
  /** One on each node. */
  DAEMON_SET("DaemonSet", "/spec/template"),
  /** What a Deployment makes. */
  REPLICA_SET("ReplicaSet", "/spec/template"),
  /** What was there before it. */
  REPLICATION_CONTROLLER("ReplicationController", "/spec/template"),
  /** Runs to its end. */
  JOB("Job", "/spec/template"),
  /** Runs to its end, again and again. */
  CRON_JOB("CronJob", "/spec/jobTemplate/spec/template");

  private static final Set<String> GROUPS = Set.of("", "apps", "batch", "extensions");

  private final String text;
  private final String template;

  PodKind(String text, String template) {
    this.text = text;
    this.template = template;
  }

  /** The kind of an object that says this of itself; none if it has no Pod template. */
  public static Optional<PodKind> of(String apiVersion, String kind) {
    int slash = apiVersion.indexOf('/');
    if (!GROUPS.contains(slash < 0 ? "" : apiVersion.substring(0, slash))) {
      return Optional.empty();
    }
    for (PodKind each : values()) {
      if (each.text.equals(kind)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** As {@code kind} says it. */
  public String text() {
    return text;
  }

  /** Where the Pod template stands in the object. */
  public Pointer template() {
    return Pointer.parse(template);
  }

  /** Whether a Pod of it ends by itself, which it does not while a classic sidecar runs. */
  public boolean ends() {
    return this == JOB || this == CRON_JOB;
  }

  @Override
  public String toString() {
    return text.toLowerCase(Locale.ROOT);
  }
}
