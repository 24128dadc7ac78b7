package dev.remora.inject.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Operators of MySQL: they own their Pods, and would take our changes back. What to do instead is
 * said in the words of each.
 */
public final class Operators {
  private static final List<Operator> ALL =
      List.of(
          new Operator(
              "Percona's operator for XtraDB Cluster",
              "pxc.percona.com",
              "percona-xtradb-cluster-operator",
              List.of("PerconaXtraDBCluster"),
              "add the sidecar under spec.pxc.sidecars of the PerconaXtraDBCluster"),
          new Operator(
              "Percona's operator for MySQL",
              "ps.percona.com",
              "percona-server-mysql-operator",
              List.of("PerconaServerMySQL"),
              "add the sidecar under spec.mysql.sidecars of the PerconaServerMySQL"),
          new Operator(
              "Oracle's operator",
              "mysql.oracle.com",
              "mysql-operator",
              List.of("InnoDBCluster"),
              "set spec.metrics.enable and spec.metrics.image of the InnoDBCluster"),
          new Operator(
              "mariadb-operator",
              "k8s.mariadb.com",
              "mariadb-operator",
              List.of("MariaDB", "MaxScale"),
              "set spec.metrics.enabled and spec.metrics.exporter.image of the MariaDB"),
          new Operator(
              "Bitpoke's operator",
              "mysql.presslabs.org",
              "mysql.presslabs.org",
              List.of("MysqlCluster"),
              "it runs an exporter itself; spec.podSpec.containers of the MysqlCluster adds others"),
          new Operator(
              "MOCO",
              "moco.cybozu.com",
              "moco",
              List.of("MySQLCluster"),
              "name collectors in spec.collectors of the MySQLCluster"),
          new Operator(
              "Vitess' operator",
              "planetscale.com",
              "vitess-operator",
              List.of("VitessCluster", "VitessShard", "VitessCell", "VitessKeyspace"),
              "it runs an exporter itself, in each tablet's Pod"),
          new Operator(
              "RadonDB's operator",
              "mysql.radondb.com",
              "mysql.radondb.com",
              List.of("MysqlCluster"),
              "set spec.metricsOpts.enabled and spec.metricsOpts.image of the MysqlCluster"));

  private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  // MOCO's only one of them.
  private static final String CREATED_BY = "app.kubernetes.io/created-by";

  private Operators() {}

  private record Operator(
      String name, String group, String managedBy, List<String> kinds, String hint) {
    String text() {
      return name + " manages it: " + hint;
    }

    /** Whether one of these keys is of its own domain: {@code k8s.mariadb.com/config}. */
    boolean wroteOneOf(Set<String> keys) {
      return keys.stream().anyMatch(key -> key.startsWith(group + "/"));
    }
  }

  /** What to do where an object is what an operator makes databases of; empty for all others. */
  public static Optional<String> hint(String apiVersion, String kind) {
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    return ALL.stream()
        .filter(each -> each.group().equals(group) && each.kinds().contains(kind))
        .map(Operator::text)
        .findFirst();
  }

  /**
   * The same for a workload that one of them made. Of a Pod the owner is a StatefulSet: what tells
   * is written on the Pod.
   */
  static Optional<String> owner(Pod pod, Workload workload) throws ShapeException {
    List<String> owners = new ArrayList<>(pod.owners());
    owners.addAll(Pod.owners(workload.metadata(), Pointer.of("metadata")));
    Map<String, Object> labels = Shape.lenientMap(workload.metadata().get("labels"));
    List<String> makers =
        List.of(
            pod.labels().getOrDefault(MANAGED_BY, ""),
            pod.labels().getOrDefault(CREATED_BY, ""),
            String.valueOf(labels.getOrDefault(MANAGED_BY, "")));
    Set<String> keys = new HashSet<>(pod.labels().keySet());
    keys.addAll(pod.annotations().keySet());
    return ALL.stream()
        .filter(each ->
            makers.contains(each.managedBy())
                || each.kinds().stream().anyMatch(owners::contains)
                || each.wroteOneOf(keys))
        .map(Operator::text)
        .findFirst();
  }
}
