package dev.remora.http;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.mysql.FakeServer;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a page a client gets, and how it is written. */
@Timeout(120)
class ServedPageTest {
  private final OpenDoor door = new OpenDoor();

  @BeforeEach
  void open() throws Exception {
    door.open("/metrics", FakeServer.closedPort());
  }

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void servesTheFormatThatIsAskedFor() throws Exception {
    HttpResponse<String> openMetrics =
        door.send(
            door.request("/metrics")
                .header("Accept", "text/plain;q=0.5")
                .header("Accept", "application/openmetrics-text;version=1.0.0"));
    HttpResponse<byte[]> protobuf =
        door.client()
            .send(
                door.request("/metrics?name[]=mysql_up".replace("[]", "%5B%5D"))
                    .header(
                        "Accept",
                        "application/vnd.google.protobuf;encoding=delimited;proto=io.prometheus.client.MetricFamily")
                    .build(),
                BodyHandlers.ofByteArray());

    assertThat(openMetrics.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/openmetrics-text; version=1.0.0");
    assertThat(openMetrics.body()).contains("\nmysql_up 0\n").endsWith("\n# EOF\n");
    assertThat(protobuf.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/vnd.google.protobuf; ");
    // The family's length, then its first field, which is the name.
    assertThat(protobuf.body()).hasSize(1 + protobuf.body()[0]);
    assertThat(new String(protobuf.body(), 1, 10, StandardCharsets.UTF_8))
        .isEqualTo("\n\bmysql_up");
  }

  @ParameterizedTest
  @CsvSource({
    "name[]=mysql_up, mysql_up",
    "name[]=mysql_up&name[]=jvm_info, jvm_info;mysql_up",
    "collect[]=global_status&name[]=mysql_up, mysql_up",
    "name[]=mysql_up&name[]=none&name[]=mysql_up&collect[]=none, mysql_up",
    "name[]=, ''",
    "name[]=none, ''",
    "name[]=MYSQL_UP, ''"
  })
  void servesOnlyTheFamiliesThatAreNamed(String query, String expected) throws Exception {
    HttpResponse<String> response = door.get("/metrics?" + query.replace("[]", "%5B%5D"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(
            response
                .body()
                .lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ", -1)[2])
                .collect(joining(";")))
        .isEqualTo(expected);
    assertThat(response.body().isEmpty()).isEqualTo(expected.isEmpty());
  }

  @Test
  void servesProbesAlike() throws Exception {
    String target = FakeServer.closedPort().toString();

    HttpResponse<String> response =
        door.send(
            door.request("/probe?name%5B%5D=mysql_up&target=" + target)
                .header("Accept", "application/openmetrics-text"));

    assertThat(response.body())
        .startsWith("# HELP mysql_up ")
        .endsWith("\n# TYPE mysql_up gauge\nmysql_up 0\n# EOF\n");
  }
}
