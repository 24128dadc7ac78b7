package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remora.servers.Account;
import dev.remora.servers.DatabaseServer;
import dev.remora.servers.ExporterProcess;
import dev.remora.servers.Program;
import dev.remora.servers.ScrapedPage;
import dev.remora.servers.ServerKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The image takes the reference's place in what charts and operators deploy, as they deploy it. */
class SwapInIT {
  private static final String COMMAND = "/bin/mysqld_exporter";
  private static final Duration KUBELETS_PATIENCE = Duration.ofSeconds(1);
  private static final String KUBELET = "kube-probe/1.34";

  /** Who logs in by what the kernel says of him: user 2, by the name that Debian has for it. */
  private static final String SYSTEM_USER = "bin";

  /** What there is to connect to. */
  record Database(DatabaseServer server, Account account, Path folder) {
    /** A file that anybody may read, as mounted ones are. */
    Path file(String name, String text) {
      try {
        return Files.writeString(folder.resolve(name), text);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    /** An option file of some lines. */
    Path options(String... lines) {
      return file("options", String.join("\n", lines) + "\n");
    }

    String user() {
      return "user = " + account.user();
    }

    String password() {
      return "password = " + account.password();
    }
  }

  /** A deployment of the reference that people have. */
  enum Deployment {
    /** A chart of its own; the wrapper in bash is not ours to run, what it runs is. */
    BITNAMI {
      @Override
      Program program(Database database) {
        return PodImage.as("1001:1001")
            .run(COMMAND)
            .with(
                "--mysqld.address=localhost:" + database.server().port(),
                "--mysqld.username=" + database.account().user())
            .withVariable("MYSQLD_EXPORTER_PASSWORD", database.account().password());
      }
    },
    /** The same chart with the password in a file, as what stands in for its wrapper. */
    BITNAMI_WITHOUT_ITS_WRAPPER {
      @Override
      Program program(Database database) {
        String secret = "/opt/bitnami/mysql/secrets/mysql-root-password";
        return PodImage.as("1001:1001")
            .with(secret, database.file("password", database.account().password()))
            .run(COMMAND)
            .with(
                "--mysqld.address=localhost:" + database.server().port(),
                "--mysqld.username=" + database.account().user())
            .withVariable("MYSQLD_EXPORTER_PASSWORD_FILE", secret);
      }
    },
    PROMETHEUS_COMMUNITY {
      @Override
      Program program(Database database) {
        Path file =
            database.options(
                "[client]",
                database.user(),
                database.password(),
                "host = 127.0.0.1",
                "port = " + database.server().port(),
                "[client.other]",
                database.user());
        return PodImage.as("65534:65534")
            .with("/etc/cnf/my.cnf", file)
            .run(COMMAND)
            .with("--config.my-cnf", "/etc/cnf/my.cnf")
            .with("--collect.info_schema.processlist", "--no-collect.slave_status")
            .with("--collect.info_schema.processlist.min_time", "0")
            .withVariable("GOMAXPROCS", "1")
            .withVariable("GOMEMLIMIT", "128MiB");
      }
    },
    /** Of the days before 0.15: the variable. */
    MYSQL_OPERATOR_BY_VARIABLE {
      @Override
      Program program(Database database) {
        return operator(database).run(COMMAND).withVariable("DATA_SOURCE_NAME", OPERATORS_DSN);
      }
    },
    /** Of the days since: a file, whose socket is written as an address. */
    MYSQL_OPERATOR_BY_FILE {
      @Override
      Program program(Database database) {
        return operator(database).run(COMMAND).with("--config.my-cnf=" + OPERATORS_FILE);
      }
    },
    /** As it is: both. */
    MYSQL_OPERATOR {
      @Override
      Program program(Database database) {
        return operator(database)
            .run(COMMAND)
            .with("--config.my-cnf=" + OPERATORS_FILE)
            .withVariable("DATA_SOURCE_NAME", OPERATORS_DSN);
      }
    },
    BITPOKE {
      @Override
      Program program(Database database) {
        Account account = database.account();
        return PodImage.as("65534:65534")
            .run(COMMAND)
            .with("--web.telemetry-path=/metrics")
            .with("--collect.heartbeat", "--collect.heartbeat.database=sys_operator")
            .withVariable("USER", account.user())
            .withVariable("PASSWORD", account.password())
            .withVariable(
                "DATA_SOURCE_NAME",
                "$(USER):$(PASSWORD)@(127.0.0.1:%d)/".formatted(database.server().port()));
      }
    },
    VITESS {
      @Override
      Program program(Database database) {
        String socket = "/vt/socket/mysql.sock";
        Path file = database.options("[client]", database.user(), "socket = " + socket);
        return PodImage.as("999:999")
            .with(socket, database.server().socket())
            .with("/vt/client.cnf", file)
            .run(COMMAND)
            .with("--config.my-cnf=/vt/client.cnf")
            .with("--collect.info_schema.tables.databases=sys,_vt")
            .withVariable("MYSQLD_EXPORTER_PASSWORD", database.account().password())
            .withVariable(
                "DATA_SOURCE_NAME",
                "%s:%s@unix(%s)/"
                    .formatted(database.account().user(), database.account().password(), socket));
      }
    },
    RADONDB {
      @Override
      Program program(Database database) {
        return PodImage.as("1001:1001")
            .run(COMMAND)
            .withVariable(
                "DATA_SOURCE_NAME",
                "%s:%s@(localhost:%d)/"
                    .formatted(
                        database.account().user(),
                        database.account().password(),
                        database.server().port()));
      }
    },
    MOCO {
      @Override
      Program program(Database database) {
        Path file =
            database.options(
                "[client]", database.user(), database.password(), "socket = /run/mysqld.sock");
        return PodImage.as("10000:10000")
            .with("/run/mysqld.sock", database.server().socket())
            .with("/mysqld-conf/my.cnf", file)
            .run(COMMAND)
            .with("--config.my-cnf=/mysqld-conf/my.cnf", "--collect.info_schema.innodb_metrics");
      }
    },
    /** A user of the cluster's choice, who has no name and no home anywhere. */
    OPENSHIFT {
      @Override
      Program program(Database database) {
        Path file = database.options("[client]", database.user(), database.password());
        return PodImage.as("1000680000:0")
            .with("/.my.cnf", file)
            .run(COMMAND)
            .with("--mysqld.address", "127.0.0.1:" + database.server().port());
      }
    };

    private static final String OPERATORS_FILE = "/tmp/metrics/metrics.cnf";
    private static final String OPERATORS_SOCKET = "/var/run/mysqld/mysql.sock";
    private static final String OPERATORS_DSN = SYSTEM_USER + ":@unix(" + OPERATORS_SOCKET + ")/";

    abstract Program program(Database database);

    private static PodImage operator(Database database) {
      Path file =
          database.options("[client]", "user=" + SYSTEM_USER, "socket=unix://" + OPERATORS_SOCKET);
      return PodImage.as("2:27")
          .with(OPERATORS_FILE, file)
          .with(OPERATORS_SOCKET, database.server().socket());
    }
  }

  @RegisterExtension final Exporters exporters = new Exporters();
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void servesTheDatabase(Deployment deployment) {
    // The one that can let somebody in whom the kernel vouches for, without a plugin.
    DatabaseServer server = SharedServers.of(ServerKind.MARIADB_10_11);
    Account account = server.account("exporter");
    server.sql(
        "CREATE OR REPLACE USER %s@localhost IDENTIFIED VIA unix_socket".formatted(SYSTEM_USER),
        "GRANT %s TO %s@localhost".formatted(server.kind().grants(), SYSTEM_USER));

    ExporterProcess exporter =
        exporters.start(deployment.program(new Database(server, account, folder)), server);

    assertUp(exporter);
    assertThat(exporter.request("GET", "/", Map.of()).status()).isEqualTo(200);
    assertThat(exporter.log())
        .allMatch(line -> line.startsWith("time="))
        .noneMatch(line -> line.contains(account.password()));
    assertThat(exporter.stop()).isZero();
  }

  @Test
  void probesByASectionOfTheMountedFile() {
    DatabaseServer server = SharedServers.of(ServerKind.MARIADB_10_11);
    Account account = server.account("exporter");
    Database database = new Database(server, account, folder);
    ExporterProcess exporter =
        exporters.start(Deployment.PROMETHEUS_COMMUNITY.program(database), server);

    ScrapedPage page =
        exporter.request(
            "GET", "/probe?target=" + server.address() + "&auth_module=client.other", Map.of());

    assertThat(page.exposition().value("mysql_up")).contains("1");
  }

  /** Whatever the database does: an exporter that is restarted for it would be of no help. */
  @ParameterizedTest
  @ValueSource(strings = {"/", "/metrics"})
  void answersAKubeletInItsSecondWhileTheDatabaseHangs(String path) throws Exception {
    try (DatabaseServer server = DatabaseServer.start(ServerKind.MYSQL_8_0);
        HttpClient client = HttpClient.newHttpClient()) {
      ExporterProcess exporter = exporters.start(bitnami(server));
      assertUp(exporter);
      server.pause();

      for (int i = 0; i < 3; i++) {
        assertLives(client, exporter, path);
      }

      server.resume();
      assertUp(exporter);
    }
  }

  /** Who does not say how long he waits hangs up; it is as if he had never been there. */
  @Test
  void clientsThatHangUpAfterASecondCostOthersNothing() throws Exception {
    try (DatabaseServer server = DatabaseServer.start(ServerKind.MYSQL_8_0);
        HttpClient client = HttpClient.newHttpClient()) {
      ExporterProcess exporter = exporters.start(bitnami(server));
      assertUp(exporter);
      server.pause();

      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> get(client, exporter, "/metrics", "curl/8.14.1"))
            .isInstanceOf(HttpTimeoutException.class);
        assertLives(client, exporter, "/");
        assertLives(client, exporter, "/metrics");
      }

      server.resume();
      assertUp(exporter);
      exporter.stop();
      server.assertNoSessionLeft();
    }
  }

  private static void assertUp(ExporterProcess exporter) {
    assertThat(exporter.scrape().exposition().value("mysql_up"))
        .as("%s", String.join("\n", exporter.log()))
        .contains("1");
  }

  /**
   * As a kubelet sees it, which takes a container for dead after some answers that came late; it
   * has more patience here, as this machine may be late itself.
   */
  private static void assertLives(HttpClient client, ExporterProcess exporter, String path)
      throws IOException, InterruptedException {
    for (int late = 0; ; late++) {
      try {
        assertThat(get(client, exporter, path, KUBELET).statusCode()).isEqualTo(200);
        return;
      } catch (HttpTimeoutException e) {
        assertThat(late).as("%s late, %s", path, exporter.log()).isLessThan(9);
      }
    }
  }

  private Program bitnami(DatabaseServer server) {
    return Deployment.BITNAMI.program(new Database(server, server.account("exporter"), folder));
  }

  private static HttpResponse<String> get(
      HttpClient client, ExporterProcess exporter, String path, String userAgent)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + exporter.port() + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("User-Agent", userAgent)
            .timeout(KUBELETS_PATIENCE)
            .build();
    return client.send(request, BodyHandlers.ofString());
  }
}
