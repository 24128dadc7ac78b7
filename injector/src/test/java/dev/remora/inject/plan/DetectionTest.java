package dev.remora.inject.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectionTest {
  @ParameterizedTest
  @CsvSource({
    "mysql, true",
    "mysql:8.0, true",
    "docker.io/library/mysql@sha256:abc, true",
    "localhost:5000/MariaDB:11, true",
    "quay.io/bitnami/mariadb-galera:11, true",
    "percona/percona-xtradb-cluster:8.0, true",
    "registry.redhat.io/rhel8/mysql-80:1, true",
    "quay.io/sclorg/mariadb-1011-c9s, true",
    "zabbix/zabbix-web-nginx-mysql, false",
    "phpmyadmin, false",
    "prom/mysqld-exporter, false",
    "mysql/mysql-router:8, false",
    "mysql/mysql-operator, false",
    "'', false",
  })
  void knowsImagesOfServers(String image, boolean server) {
    assertThat(Image.isServer(image)).isEqualTo(server);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "mysqld --verbose                            ~ SERVER",
        "docker-entrypoint.sh mysqld                 ~ SERVER",
        "sh -c 'exec mysqld --user=mysql'            ~ SERVER",
        "bash -ec 'chown -R mysql:mysql /var/lib/mysql && exec mysqld_safe' ~ SERVER",
        "/usr/sbin/mariadbd                          ~ SERVER",
        "mysql -h db -e 'select 1'                   ~ CLIENT",
        "/usr/bin/mysqldump --all-databases          ~ CLIENT",
        "sh -c 'set -e; P=$X mysqldump -h db | gzip' ~ CLIENT",
        "sh -c 'until mysql -h db; do sleep 1; done' ~ CLIENT",
        "sleep infinity                              ~ CLIENT",
        "timeout 3600 mysqldump -h db                ~ CLIENT",
        "timeout -s KILL 1h mysqldump                ~ CLIENT",
        "timeout --signal=KILL 1h mysqldump          ~ CLIENT",
        "env mysqldump                               ~ CLIENT",
        "env -i A=b LANG=C mysqldump                 ~ CLIENT",
        "nice -n 10 ionice -c 2 -n7 mysqldump        ~ CLIENT",
        "/sbin/tini -- mysqldump -h db               ~ CLIENT",
        "dumb-init mysqldump                         ~ CLIENT",
        "tini -g -- docker-entrypoint.sh mysqldump   ~ CLIENT",
        "gosu mysql mysqldump                        ~ CLIENT",
        "sh -c 'timeout 60 nice mysqldump -h db'     ~ CLIENT",
        "tini -- sh -c 'set -e; mysqldump -h db'     ~ CLIENT",
        "timeout 60                                  ~ OF_THE_IMAGE",
        "gosu mysql /scripts/start.sh                ~ UNKNOWN",
        "tini -- docker-entrypoint.sh mysqld         ~ SERVER",
        "sh /scripts/start.sh                        ~ UNKNOWN",
        "timeout 60 /scripts/backup.sh mysqldump     ~ UNKNOWN",
        "sh -c 'ls /var/lib/mysql'                   ~ UNKNOWN",
      })
  void tellsServersFromClients(String command, Program program) {
    assertThat(Program.of(words(command.replace('"', '\'')), List.of())).isEqualTo(program);
    assertThat(Program.of(List.of(), words(command))).isEqualTo(program);
  }

  /** Options alone, or nothing, go to what the image runs; a command takes the place of that. */
  @Test
  void whatTheImageRunsIsNotUnknown() {
    List<String> options = List.of("--port", "3307");

    assertThat(Program.of(List.of(), List.of())).isEqualTo(Program.OF_THE_IMAGE);
    assertThat(Program.of(List.of(), options)).isEqualTo(Program.OF_THE_IMAGE);
    assertThat(Program.of(List.of("docker-entrypoint.sh"), options))
        .isEqualTo(Program.OF_THE_IMAGE);
    assertThat(Program.of(List.of("/start.sh"), options)).isEqualTo(Program.UNKNOWN);
    assertThat(Program.of(List.of(), List.of("/start.sh"))).isEqualTo(Program.UNKNOWN);
  }

  private static List<String> words(String command) {
    int script = command.indexOf('\'');
    if (script < 0 || !command.contains("c '")) {
      return List.of(command.replace("'", "").split(" ", -1));
    }
    List<String> words =
        new ArrayList<>(List.of(command.substring(0, script).strip().split(" ", -1)));
    words.add(command.substring(script + 1, command.lastIndexOf('\'')));
    return words;
  }

  @ParameterizedTest
  @CsvSource({
    "--port=3307, 3307",
    "mysqld --port 3308, 3308",
    "-P 3309, 3309",
    "--PORT=1, 3306",
    "--port=x, 3306",
    "--port=3307 --port=3310, 3310",
    "--report-port=3311, 3306",
  })
  void readsThePortOfArguments(String arguments, int port) throws ShapeException {
    assertThat(server(Map.of("args", List.of(arguments.split(" ", -1)))).port()).isEqualTo(port);
  }

  @Test
  void goesByThePortThatIsDeclaredLast() throws ShapeException {
    Map<String, Object> named = Map.of("name", "mysql", "containerPort", 4406);
    Map<String, Object> other = Map.of("name", "admin", "containerPort", 33062);

    assertThat(server(Map.of("ports", List.of(other, named))).port()).isEqualTo(4406);
    assertThat(server(Map.of("ports", List.of(other))).port()).isEqualTo(3306);
  }

  @ParameterizedTest
  @CsvSource({
    "--skip-networking, true",
    "--skip_networking=1, true",
    "--skip-networking=OFF, false",
    "--require_secure_transport=ON, true",
    "--require-secure-transport=0, false",
    "--skip-name-resolve, false",
  })
  void seesThatTcpIsRefused(String argument, boolean refused) throws ShapeException {
    assertThat(server(Map.of("args", List.of(argument))).refusesTcp().isPresent())
        .isEqualTo(refused);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1000m, true",
    "0.5, 500m, true",
    "1Gi, 1024Mi, true",
    "1e3, 1k, true",
    "1G, 1Gi, false",
    "x, x, false",
    "1P, 1000T, true",
    "1E, 1000P, true",
    "1E3, 1k, true",
    "1Pi, 1024Ti, true",
    "1Ei, 1024Pi, true",
    "1000000000n, 1, true",
    "1000u, 1m, true",
    "1e-2147483647m, 1e-2147483647m, false",
  })
  void comparesQuantities(String one, String other, boolean same) {
    assertThat(Quantity.of(one).isPresent() && Quantity.of(one).equals(Quantity.of(other)))
        .isEqualTo(same);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*                   | false | false",
        "0.0.0.0             | false | false",
        "::                  | false | false",
        "127.0.0.1           | false | false",
        "localhost           | false | false",
        "10.0.0.5,127.0.0.1  | false | false",
        "$(ALL)              | false | false",
        "10.0.0.5            | true  | false",
        "::1                 | true  | false",
        "$(ONE)              | true  | false",
        "$(POD_IP)           | true  | false",
        "$(SOME)             | false | true",
        "10.0.0.5,$(SOME)    | false | true",
      })
  void seesThatTheLoopbackAddressIsLeftOut(String address, boolean refused, boolean unclear)
      throws ShapeException {
    Map<String, Object> pod = Map.of("fieldRef", Map.of("fieldPath", "status.podIP"));
    Map<String, Object> some = Map.of("configMapKeyRef", Map.of("name", "c", "key", "k"));
    List<Object> variables =
        List.of(
            Map.of("name", "ALL", "value", "0.0.0.0"),
            Map.of("name", "ONE", "value", "10.0.0.5"),
            Map.of("name", "POD_IP", "valueFrom", pod),
            Map.of("name", "SOME", "valueFrom", some));
    List<String> arguments = List.of("--bind-address=10.1.1.1", "--bind_address", address);
    Server server = server(Map.of("args", arguments, "env", variables));

    assertThat(server.refusesTcp().isPresent()).isEqualTo(refused);
    assertThat(server.mayRefuseTcp().isPresent()).isEqualTo(unclear);
  }

  @ParameterizedTest
  @CsvSource({
    "mysql:8.0, /run/mysqld/mysqld.sock",
    "mariadb, /run/mysqld/mysqld.sock",
    "registry.example.org/db/own:1, /run/mysqld/mysqld.sock",
    "bitnami/mysql:8.4, /opt/bitnami/mysql/tmp/mysql.sock",
    "bitnami/mariadb-galera, /opt/bitnami/mariadb/tmp/mysql.sock",
    "mysql/mysql-server:8.0, /var/lib/mysql/mysql.sock",
    "container-registry.oracle.com/mysql/community-server:9.1, /var/lib/mysql/mysql.sock",
    "percona:8.0, /var/lib/mysql/mysql.sock",
    "percona/percona-server:8.4, /var/lib/mysql/mysql.sock",
    "percona/percona-xtradb-cluster:8.0, /tmp/mysql.sock",
    "registry.redhat.io/rhel9/mysql-80, /var/lib/mysql/mysql.sock",
  })
  void knowsWhereImagesHaveTheirSocket(String image, String socket) throws ShapeException {
    assertThat(server(Map.of("image", image)).socket()).isEqualTo(socket);
    assertThat(server(Map.of("image", image, "args", List.of("--socket=/s/m"))).socket())
        .isEqualTo("/s/m");
  }

  private static Server server(Map<String, Object> container) throws ShapeException {
    return new Server(Container.read(container, Pointer.ROOT));
  }
}
