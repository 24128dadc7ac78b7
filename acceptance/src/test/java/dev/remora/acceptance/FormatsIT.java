package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.servers.Account;
import dev.remora.servers.Await;
import dev.remora.servers.DatabaseServer;
import dev.remora.servers.ExporterProcess;
import dev.remora.servers.Program;
import dev.remora.servers.ServerKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The formats as a real Prometheus asks for them and reads them, and as the reference answers. */
class FormatsIT {
  private static final int SCRAPES = 3;
  private static final Duration LIMIT = Duration.ofMinutes(3);
  // Set operators leave names out of account, so the name becomes a label.
  private static final String SERIES =
      "label_replace({job=\"%s\",__name__=~\"%s\"},\"name\",\"$1\",\"__name__\",\"(.+)\")";

  @RegisterExtension final Exporters exporters = new Exporters();

  private DatabaseServer server;
  private Account account;
  private ExporterProcess exporter;

  @BeforeEach
  void start() {
    server = SharedServers.of(ServerKind.MYSQL_8_0);
    account = server.account("exporter");
    exporter = exporters.start(Program.remora().watching(server.address(), account), server);
  }

  @Test
  void haveTheSameSeriesInPrometheus() {
    List<PrometheusServer.Job> jobs =
        List.of(
            new PrometheusServer.Job("text", "scrape_protocols: [PrometheusText0.0.4]"),
            new PrometheusServer.Job("openmetrics", "scrape_protocols: [OpenMetricsText1.0.0]"),
            new PrometheusServer.Job("protobuf", "scrape_protocols: [PrometheusProto]"));

    try (PrometheusServer prometheus = PrometheusServer.scraping(exporter, jobs)) {
      Await.until(
          LIMIT,
          () -> prometheus.query("min(sum_over_time(up[5m]))").orElse(0) >= SCRAPES,
          () -> prometheus.targets() + "\n" + prometheus.log());
      // That the question below can find something.
      assertThat(count(prometheus, "text", "scrape_duration_seconds", "!=", "protobuf")).isOne();

      // A last page that a slow machine kept from being whole is followed by others.
      for (String other : List.of("openmetrics", "protobuf")) {
        Await.until(
            LIMIT,
            () -> agree(prometheus, other),
            () -> "%s: %s%n%s".formatted(other, prometheus.targets(), exporter.log()));
      }
      assertThat(prometheus.failures()).isEmpty();
      assertThat(prometheus.log().lines()).noneMatch(line -> line.contains("Append failed"));
    }
  }

  private static boolean agree(PrometheusServer prometheus, String other) {
    return count(prometheus, "text", "mysql_.+", "unless", "nobody") > 500
        && count(prometheus, "text", ".+", "unless", other) == 0
        && count(prometheus, other, ".+", "unless", "text") == 0
        && count(prometheus, other, "mysql_global_variables_.+", "!=", "text") == 0;
  }

  private static double count(
      PrometheusServer prometheus, String job, String names, String operator, String other) {
    String expression =
        "count(%s %s ignoring(job) %s) or vector(0)"
            .formatted(SERIES.formatted(job, names), operator, SERIES.formatted(other, names));
    return prometheus.query(expression).orElseThrow(() -> new AssertionError(expression));
  }

  // As Prometheus 2.53 asks in the three jobs above.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text/plain;version=0.0.4;q=0.5,*/*;q=0.4                     | text/plain; version=0.0.4
          application/openmetrics-text;version=1.0.0;q=0.5,*/*;q=0.4   | application/openmetrics-text; version=1.0.0
          application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.5,*/*;q=0.4 | application/vnd.google.protobuf
          """)
  void areNamedInTheAnswer(String accept, String expected) {
    assertThat(exporter.scrape(Map.of("Accept", accept)).header("Content-Type"))
        .startsWith(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/*",
        "text/plain",
        "text/plain;version=0.0.4;escaping=allow-utf-8",
        "text/plain;escaping=dots",
        "text/plain;escaping=nonsense",
        "text/plain;version=1.0.0;escaping=values;q=0.6,*/*;q=0.5",
        "text/plain;version=9,application/openmetrics-text;version=9;escaping=dots;q=0.2",
        "text/html",
        "nonsense",
        "application/vnd.google.protobuf",
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily",
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited",
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.2,text/plain",
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.7,text/plain;version=0.0.4;q=0.3,*/*;q=0.1"
      })
  void areTheReferencesWhereItHasThem(String accept) {
    ExporterProcess reference =
        exporters.start(Program.reference().watching(server.address(), account), server);
    Map<String, String> headers = Map.of("Accept", accept);

    assertThat(exporter.scrape(headers).header("Content-Type"))
        .isEqualTo(reference.scrape(headers).header("Content-Type"));
  }
}
