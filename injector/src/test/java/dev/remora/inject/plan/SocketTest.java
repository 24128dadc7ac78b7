package dev.remora.inject.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SocketTest {
  private static final String VOLUMES =
      "volumes: [{name: a, emptyDir: {}}, {name: b, emptyDir: {}}]";

  @ParameterizedTest
  @CsvSource({"/run, /run/mysqld", "/var/run/mysqld, /run", "/, /run/mysqld/"})
  void liesInTheMountThatShowsIt(String first, String second) throws Exception {
    Decision decision =
        Planned.of(
            "",
            VOLUMES,
            Planned.ROOT
                + ", args: [--skip-networking], volumeMounts:"
                + " [{name: a, mountPath: %s}, {name: b, mountPath: %s}]".formatted(first, second));

    assertThat(Planned.sidecar(decision).get("args")).asString().contains("unix://", "mysqld.sock");
  }

  @Test
  void isTakenWhereTcpLeavesTheSidecarOut() throws Exception {
    Decision decision =
        Planned.of(
            "",
            VOLUMES,
            Planned.ROOT
                + ", args: [--bind-address=10.0.0.5]"
                + ", volumeMounts: [{name: a, mountPath: /run/mysqld}]");

    assertThat(Planned.sidecar(decision).get("args"))
        .asString()
        .contains("unix:///run/mysqld/mysqld.sock");
  }

  @Test
  void isNotTakenUnasked() throws Exception {
    Decision decision = Planned.of("", "", Planned.ROOT + ", args: [--bind-address, 10.0.0.5]");

    assertThat(Planned.reason(decision)).contains(Reason.SOCKET_NEEDED);
    assertThat(decision.text()).contains("--bind-address=10.0.0.5 leaves 127.0.0.1 out");
  }

  /** An empty volume would hide what else lies there. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "image: mysql/mysql-server",
        "image: percona",
        "image: percona/percona-xtradb-cluster",
        "args: [--socket=/tmp/mysql.sock]",
        "args: [--socket=/run/mysqld.sock]",
        "args: [--socket=/var/run/mysqld.sock]",
        "args: [--socket=/mysqld.sock]",
        "args: [--socket=/var/lib/mysql/mysql.sock]",
      })
  void getsNoVolumeOverWhatOthersNeed(String container) throws Exception {
    String metadata = "annotations: {remora.dev/connection: socket, remora.dev/container: mysql}";

    Decision decision = Planned.of(metadata, "", Planned.ROOT + ", " + container);

    assertThat(Planned.reason(decision)).contains(Reason.SOCKET_NEEDED);
  }
}
