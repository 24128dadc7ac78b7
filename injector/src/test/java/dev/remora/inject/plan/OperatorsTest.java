package dev.remora.inject.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of a Pod the owner is a StatefulSet, which tells nothing; what an operator writes on it does. */
class OperatorsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "labels: {app.kubernetes.io/managed-by: percona-xtradb-cluster-operator}",
        "labels: {app.kubernetes.io/managed-by: percona-server-mysql-operator}",
        "labels: {app.kubernetes.io/managed-by: mysql.presslabs.org}",
        "labels: {app.kubernetes.io/managed-by: mysql.radondb.com}",
        // Older ones of Oracle's have no other.
        "labels: {component: mysqld, mysql.oracle.com/cluster: mycluster}",
        "labels: {app.kubernetes.io/name: mysql, app.kubernetes.io/created-by: moco}",
        "labels: {app.kubernetes.io/name: mariadb}, annotations: {k8s.mariadb.com/config: abc}",
        "labels: {app.kubernetes.io/name: mariadb}, annotations: {k8s.mariadb.com/galera: \"\"}",
        "labels: {planetscale.com/component: vttablet}",
        "ownerReferences: [{kind: VitessShard, name: s}]",
      })
  void knowsThePodsOfEach(String metadata) throws Exception {
    assertThat(Planned.reason(Planned.of(metadata, "", Planned.ROOT)))
        .contains(Reason.OPERATOR_MANAGED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "labels: {app.kubernetes.io/managed-by: Helm, app.kubernetes.io/name: mariadb}",
        "labels: {app.kubernetes.io/created-by: somebody}",
        "annotations: {mariadb.com/note: x, k8s.mariadb.community/config: x}",
        "ownerReferences: [{kind: StatefulSet, name: s}]",
      })
  void othersAreNobodys(String metadata) throws Exception {
    assertThat(Planned.of(metadata, "", Planned.ROOT)).isInstanceOf(Decision.Inject.class);
  }
}
