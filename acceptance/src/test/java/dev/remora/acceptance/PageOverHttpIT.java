package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.servers.Account;
import dev.remora.servers.DatabaseServer;
import dev.remora.servers.DebianPackage;
import dev.remora.servers.ExporterProcess;
import dev.remora.servers.Exposition.Sample;
import dev.remora.servers.Program;
import dev.remora.servers.Run;
import dev.remora.servers.ScrapedPage;
import dev.remora.servers.ServerKind;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page as an HTTP client and promtool see it. */
class PageOverHttpIT {
  private static final String CONTENT_TYPE =
      "text/plain; version=0.0.4; charset=utf-8; escaping=underscores";
  private static final int PROMTOOL_HAS_OPINIONS = 3;

  @RegisterExtension final Exporters exporters = new Exporters();

  private ExporterProcess exporter;

  @BeforeEach
  void start() {
    DatabaseServer server = SharedServers.of(ServerKind.MYSQL_8_0);
    Account account = server.account("exporter");
    exporter = exporters.start(Program.remora().watching(server.address(), account), server);
  }

  @Test
  void namesTheFormat() {
    ScrapedPage page = exporter.scrape();

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).isEqualTo(CONTENT_TYPE);
    assertThat(page.exposition().value("mysql_up")).contains("1");
  }

  @Test
  void isReadByPromtool() {
    byte[] page = exporter.scrape().body().getBytes(StandardCharsets.UTF_8);
    String promtool = DebianPackage.PROMETHEUS.file("usr/bin/promtool").toString();

    Run run =
        Run.of(
            Duration.ofMinutes(2),
            new ProcessBuilder(promtool, "check", "metrics"),
            new ByteArrayInputStream(page));

    // The names are the reference's, and promtool likes them no more than we do.
    assertThat(run.exitCode()).as("%s", run.stderr()).isIn(0, PROMTOOL_HAS_OPINIONS);
    assertThat(run.stderr()).noneMatch(line -> line.contains("error while linting"));
  }

  @Test
  void isTheSamePageCompressed() {
    // Once before: the first scrape opens the tables that later ones find open.
    exporter.scrape();

    ScrapedPage plain = exporter.scrape(Map.of("Accept-Encoding", "identity"));
    ScrapedPage zipped = exporter.scrape(Map.of("Accept-Encoding", "gzip"));

    assertThat(plain.header("Content-Encoding")).isEmpty();
    assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(zipped.header("Content-Type")).isEqualTo(CONTENT_TYPE);
    assertThat(zipped.exposition().samples().map(Sample::series))
        .containsExactlyElementsOf(plain.exposition().samples().map(Sample::series).toList());
  }

  @Test
  void hasNoBodyForHead() {
    ScrapedPage page = exporter.request("HEAD", "/metrics", Map.of());

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).isEqualTo(CONTENT_TYPE);
    assertThat(page.body()).isEmpty();
  }

  @Test
  void saysThatAnUnknownPathIsNone() {
    ScrapedPage page = exporter.request("GET", "/nonsense", Map.of());

    assertThat(page.status()).isEqualTo(404);
    assertThat(page.body()).isNotBlank();
  }
}
