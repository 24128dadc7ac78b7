package dev.remora.inject.plan;

import java.util.Locale;

/** Why a workload gets no sidecar; the names are stable, and reports and metrics show them. */
public enum Reason {
  /** The object has no Pods. */
  NOT_A_POD_WORKLOAD,
  /** No container looks like a MySQL server. */
  NO_MYSQL_CONTAINER,
  /** Several do. */
  AMBIGUOUS_MYSQL_CONTAINERS,
  /** One has MySQL's image, and runs a client. */
  CLIENT_JOB,
  /** Somebody has put an exporter there by hand. */
  EXPORTER_ALREADY_PRESENT,
  /** We have, before. */
  ALREADY_INJECTED,
  /** Its annotation says no. */
  DISABLED_BY_ANNOTATION,
  /** One of its annotations has a value that we cannot follow. */
  INVALID_ANNOTATION,
  /** It shares the node's network, and the metrics' port would be the node's. */
  HOST_NETWORK,
  /** The port that it shall be is taken. */
  PORT_CONFLICT,
  /** MySQL takes no plain TCP connection, so the way is its socket, which nobody asked for. */
  SOCKET_NEEDED,
  /** It ends by itself, so the sidecar must be a native one, which the cluster may not know. */
  NATIVE_SIDECAR_NEEDED,
  /** There is no password to be found. */
  NEEDS_CREDENTIALS,
  /** There is, as a literal, which is not copied unasked. */
  LITERAL_PASSWORD,
  /** An operator made it, and would take our changes back. */
  OPERATOR_MANAGED,
  /** The kubelet made it of a file; the API server's copy is of no effect. */
  MIRROR_POD,
  /** It runs on Windows; the image does not. */
  WINDOWS_NODE,
  /** The text has no place where lines could be inserted. */
  UNSUPPORTED_YAML;

  /** The stable name: {@code needs_credentials}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a MySQL server was found, and yet has no metrics. */
  public boolean leavesMysqlAlone() {
    return switch (this) {
      case AMBIGUOUS_MYSQL_CONTAINERS,
          INVALID_ANNOTATION,
          HOST_NETWORK,
          PORT_CONFLICT,
          SOCKET_NEEDED,
          NATIVE_SIDECAR_NEEDED,
          NEEDS_CREDENTIALS,
          LITERAL_PASSWORD,
          UNSUPPORTED_YAML ->
          true;
      case NOT_A_POD_WORKLOAD,
          NO_MYSQL_CONTAINER,
          CLIENT_JOB,
          EXPORTER_ALREADY_PRESENT,
          ALREADY_INJECTED,
          DISABLED_BY_ANNOTATION,
          OPERATOR_MANAGED,
          MIRROR_POD,
          WINDOWS_NODE ->
          false;
    };
  }
}
