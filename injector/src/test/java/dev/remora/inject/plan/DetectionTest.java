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
        "sh /scripts/start.sh                        ~ UNKNOWN",
        "--max-connections=10                        ~ UNKNOWN",
        "sh -c 'ls /var/lib/mysql'                   ~ UNKNOWN",
      })
  void tellsServersFromClients(String command, Program program) {
    assertThat(Program.of(words(command.replace('"', '\'')), List.of())).isEqualTo(program);
    assertThat(Program.of(List.of(), words(command))).isEqualTo(program);
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
  })
  void comparesQuantities(String one, String other, boolean same) {
    assertThat(Quantity.of(one).isPresent() && Quantity.of(one).equals(Quantity.of(other)))
        .isEqualTo(same);
  }

  private static Server server(Map<String, Object> container) throws ShapeException {
    return new Server(Container.read(container, Pointer.ROOT));
  }
}
