package dev.remora.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.compat.OldNames;
import dev.remora.config.Probed;
import dev.remora.config.Sections;
import dev.remora.config.TargetPattern;
import dev.remora.mysql.FakeServer;
import dev.remora.mysql.Target;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets and sections that requests name, and the reload, behind a real door. */
@Timeout(120)
class ProbeTest {
  private final OpenDoor door = new OpenDoor();

  @BeforeEach
  void open() throws IOException {
    door.open("/metrics", FakeServer.closedPort());
  }

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void servesTheDatabaseAloneOfATargetThatIsDown() throws Exception {
    HttpResponse<String> response = door.get("/probe?target=" + FakeServer.closedPort());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("\nmysql_up 0\n").doesNotContain("process_", "jvm_");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /probe                                  | target is required
          /probe?target=                          | target is required
          /probe?target=db:1&auth_module=none     | Could not find config section [none]
          /probe?target=db                        | Error forming dsn from config section [client]: target "db" has no port
          /probe?target=db:x                      | Error forming dsn from config section [client]: target has a port that is not a number from 1 to 65535
          /probe?target=db:0                      | Error forming dsn from config section [client]: target has a port that is not a number from 1 to 65535
          /probe?target=::1:3306                  | Error forming dsn from config section [client]: target has too many colons
          /probe?target=unix://                   | Error forming dsn from config section [client]: target has no path behind unix:
          /metrics?auth_module=none               | Could not find config section [none]
          /metrics?target=db:1&auth_module=none   | Could not find config section [none]
          /metrics?target=db                      | Error forming dsn from config section [client]: target "db" has no port
          """)
  void saysWhatIsWrongWithTheRequest(String path, String expected) throws Exception {
    HttpResponse<String> response = door.get(path);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
    assertThat(response.body()).startsWith(expected).endsWith("\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/probe?target=root:geheim@db",
        "/probe?target=root:geheim@(db:3306)/",
        "/probe?target=root%3Ageheim%40db%3A3306",
        "/probe?target=root:geheim",
        "/probe?target=geheim@db:3306",
        "/probe?target=unix://root:geheim@db",
        "/probe?target=db:1&auth_module=root:geheim@db",
        "/metrics?target=root:geheim@db",
        "/metrics?auth_module=root:geheim@db"
      })
  void doesNotShowAPasswordThatARequestHasByMistake(String path) throws Exception {
    HttpResponse<String> response = door.get(path);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body() + door.log()).doesNotContain("geheim");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/metrics?target=%s", "/metrics?auth_module=client.a", "/probe?target=%s"})
  void countsNoScrapeOfADatabaseThatARequestNames(String path) throws Exception {
    Target down = OpenDoor.target(FakeServer.closedPort());
    door.serve(OldNames.of("exporter-names").orElseThrow());
    door.open("/metrics", Map.of(Sections.OWN, down, "client.a", down), new Probed(List.of(), 8));

    String named = door.get(path.formatted(FakeServer.closedPort())).body();
    String own = door.get("/metrics").body();

    assertThat(named).contains("\nmysql_up 0\n").doesNotContain("mysql_exporter_scrapes_total");
    assertThat(own).contains("\nmysql_exporter_scrapes_total 1\n");
  }

  @Test
  void logsInByTheSectionThatIsNamed() throws Exception {
    try (FakeServer server = FakeServer.refusing(1045, "28000", "Access denied")) {
      door.open(
          "/metrics",
          Map.of("client.a", OpenDoor.target(FakeServer.closedPort())),
          new Probed(List.of(), 64));

      String page = door.get("/probe?auth_module=client.a&target=" + server.address()).body();

      assertThat(page).contains("\nmysql_up 0\n");
      assertThat(server.clients()).isEqualTo(1);
      assertThat(door.log()).contains("Access denied", "target=" + server.address());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/metrics?auth_module=client.a", "/metrics?auth_module=client.a&target=%s"})
  void logsInByTheSectionThatIsNamedForThePageOfTheProcessToo(String path) throws Exception {
    try (FakeServer server = FakeServer.refusing(1045, "28000", "Access denied");
        FakeServer own = FakeServer.refusing(1045, "28000", "Access denied")) {
      boolean addressed = path.contains("target");
      door.open(
          "/metrics",
          Map.of(
              Sections.OWN,
              OpenDoor.target(own.address()),
              "client.a",
              OpenDoor.target(addressed ? FakeServer.closedPort() : server.address())),
          new Probed(
              addressed ? List.of() : List.of(TargetPattern.parse("db1:3306").orElseThrow()), 64));

      String page = door.get(path.formatted(server.address())).body();

      assertThat(page).contains("\nmysql_up 0\n", "\njvm_info{");
      assertThat(server.clients()).isEqualTo(1);
      assertThat(own.clients()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?auth_module=", "?auth_module=client"})
  void isOfTheOwnDatabaseWhereNoOtherIsNamed(String query) throws Exception {
    try (FakeServer own = FakeServer.refusing(1045, "28000", "Access denied")) {
      door.open("/metrics", own.address());

      assertThat(door.get("/metrics" + query).body()).contains("\nmysql_up 0\n");

      assertThat(own.clients()).isEqualTo(1);
    }
  }

  @Test
  void servesTheProcessToo() throws Exception {
    try (FakeServer server = FakeServer.refusing(1045, "28000", "Access denied")) {
      String page = door.get("/metrics?target=" + server.address()).body();

      assertThat(page).contains("\nmysql_up 0\n", "\njvm_info{");
      assertThat(server.clients()).isEqualTo(1);
    }
  }

  @Test
  void warnsOnceThatCredentialsGoWhereTheUrlSays() throws Exception {
    door.get("/probe?target=" + FakeServer.closedPort());
    door.get("/probe?target=" + FakeServer.closedPort());

    assertThat(door.log().lines().filter(line -> line.contains("--probe.allow"))).hasSize(1);
    assertThat(door.log()).doesNotContain(OpenDoor.PASSWORD.value());
  }

  @Test
  void asksNoDatabaseThatIsNotAllowed() throws Exception {
    try (FakeServer server = FakeServer.silent()) {
      door.open(
          "/metrics",
          Map.of(Sections.OWN, OpenDoor.target(FakeServer.closedPort())),
          new Probed(List.of(TargetPattern.parse("db1:3306").orElseThrow()), 64));

      for (String path : List.of("/probe", "/metrics")) {
        HttpResponse<String> response = door.get(path + "?target=" + server.address());

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body())
            .isEqualTo("target %s is not allowed by --probe.allow\n".formatted(server.address()));
      }

      assertThat(server.clients()).isZero();
      assertThat(door.get("/metrics").statusCode()).isEqualTo(200);
      assertThat(door.log()).doesNotContain("level=WARN");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"db%0d%0aX-Evil:%201:3306", "db%00:1", "db%0a:1", "%22:1", "%5B:1", "[:1"})
  void survivesATargetThatIsNone(String target) throws Exception {
    HttpResponse<String> response = door.get("/probe?target=" + target.replace("[", "%5B"));

    assertThat(response.statusCode()).isIn(200, 400);
    assertThat(response.headers().firstValue("X-Evil")).isEmpty();
    assertThat(door.log().lines()).allMatch(line -> line.startsWith("time="));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT"})
  void reloads(String method) throws Exception {
    try (FakeServer server = FakeServer.refusing(1045, "28000", "Access denied")) {
      door.willRead(Map.of(Sections.OWN, OpenDoor.target(server.address())));

      HttpResponse<String> response =
          door.send(door.request("/-/reload").method(method, BodyPublishers.noBody()));

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEqualTo("ok");
      door.get("/metrics");
      assertThat(server.clients()).isEqualTo(1);
    }
  }

  @Test
  void keepsTheOldConfigurationWhenTheNewOneIsOfNoUse() throws Exception {
    door.willFailToRead("my.cnf:7: no");

    HttpResponse<String> response = door.get("/-/reload");

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body())
        .isEqualTo("not reloaded, the old configuration stays: my.cnf:7: no\n");
    assertThat(door.get("/metrics").body()).contains("\nmysql_up 0\n");
  }

  @Test
  void takesNoOtherMethodToReload() throws Exception {
    HttpResponse<String> response =
        door.send(door.request("/-/reload").method("DELETE", BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD, POST, PUT");
  }
}
