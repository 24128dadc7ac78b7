package dev.remora.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.metric.Family;
import dev.remora.metric.FamilyBuffer;
import dev.remora.metric.Page;
import dev.remora.metric.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Whole pages, byte for byte. To write them anew and then read the diff:
 *
 * <pre>mvn -pl exposition test -Dgolden.write=true</pre>
 */
class GoldenPageTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "golden");
  private static final double[] NONE = {};

  private final Samples samples = new Samples();

  @Test
  void writesAScrapeOfAServer() throws IOException {
    samples.add(Family.gauge("mysql_up", "1 when the server answered, else 0."), 1);
    FamilyBuffer commands =
        samples.family(
            Family.counter(
                "mysql_global_status_commands_total", "Statements run, by kind.", "command"));
    commands.label("show_status").value(2);
    commands.label("alter_db").value(1);
    commands.label("select").value(2565104853.0);
    samples.add(Family.untyped("mysql_global_status_uptime", "Seconds since start."), 0x1p64);
    FamilyBuffer version =
        samples.family(
            Family.gauge(
                "mysql_version_info",
                "Which server this is, as labels.",
                "innodb_version",
                "version",
                "version_comment"));
    version
        .label("5.6.30-76.3")
        .label("5.6.30-76.3-56")
        .label("Percona \"XtraDB\" Cluster\\...")
        .value(1);
    Samples tables = new Samples();
    FamilyBuffer waits =
        tables.family(
            Family.counter(
                "mysql_perf_schema_index_io_waits_seconds_total",
                "Time spent on index entries, by operation.",
                "schema",
                "name",
                "index",
                "operation"));
    for (String operation : List.of("fetch", "update", "delete")) {
      waits.label("db1").label("t\n2").label("PRIMARY").label(operation).value(14);
      waits.label("db1").label("größe").label("NONE").label(operation).value(6.03708e-5);
    }
    FamilyBuffer replication =
        tables.family(
            Family.gauge("mysql_heartbeat_stored_timestamp_seconds", "Stamp.", "server_id"));
    replication.label("2").value(1487598113.448042);
    replication.label("10").value(1487597613.00132);
    replication.label("2").value(-1);

    assertGolden("scrape", samples, tables);
  }

  @Test
  void writesDistributions() throws IOException {
    double[] bounds = {1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1, 10, 100, 1e3, 1e4, 1e5, 1e6};
    double[] counts = {124, 303, 3162, 4247, 4516, 4527, 4528, 4528, 4528, 4528, 4528, 4528, 4528};
    samples
        .family(
            Family.histogram(
                "mysql_info_schema_query_response_time_seconds",
                "Statements by how long they took."))
        .distribution(4528, 1.5773549999999998, bounds, counts);
    FamilyBuffer labelled = samples.family(Family.histogram("remora_wait_seconds", "Waits.", "to"));
    double[] one = {0.5, Double.POSITIVE_INFINITY};
    labelled.label("b").distribution(2, 0.75, one, new double[] {1, 2});
    labelled.label("a").distribution(0, 0, NONE, NONE);
    FamilyBuffer latency =
        samples.family(
            Family.summary(
                "mysql_perf_schema_events_statements_latency", "Latency.", "schema", "digest"));
    latency
        .label("db1")
        .label("digest1")
        .distribution(
            100, 1e-9, new double[] {0.95, 0.99, 0.999}, new double[] {1e-10, 1.5e-10, 2e-10});
    latency.label("").label("digest1").distribution(0, Double.NaN, NONE, NONE);

    assertGolden("distributions", samples);
  }

  @Test
  void writesNastyTexts() throws IOException {
    FamilyBuffer buffer =
        samples.family(Family.gauge("nasty", "Help with \\ and \" and \n and 😀.", "b", "a"));
    int i = 0;
    for (String text :
        List.of(
            "",
            " ",
            "\"",
            "\\",
            "\\\\",
            "\\n",
            "\n",
            "\"\\\n",
            "{}",
            "a=\"b\",c",
            "#",
            "'",
            "\t",
            "é",
            "日本語",
            "\uFFFF",
            "😀",
            "\uD83D",
            "\uDE00\uD83D",
            "a\uD83D\uD83D\uDE00",
            "A",
            "a",
            "aa",
            "a!",
            "10",
            "9")) {
      buffer.label(text).label(i % 2 == 0 ? "even" : "odd").value(i++);
    }

    assertGolden("nasty", samples);
  }

  @Test
  void writesNumbers() throws IOException {
    FamilyBuffer buffer = samples.family(Family.untyped("number", "By place.", "place"));
    int place = 100;
    for (double number :
        new double[] {
          0,
          -0.0,
          1,
          -1,
          0.1,
          -0.5,
          100,
          99999.5,
          999999,
          999999.9999,
          1e6,
          1234567.8,
          1e15,
          Math.pow(2, 53) - 1,
          Math.pow(2, 53),
          Math.pow(2, 53) + 2,
          1e21,
          1e22,
          1e23,
          2e23,
          1e100,
          Double.MAX_VALUE,
          1e-3,
          1e-4,
          9.9999e-5,
          1e-5,
          6.03708e-5,
          1e-100,
          Double.MIN_NORMAL,
          Double.MIN_VALUE,
          2 * Double.MIN_VALUE,
          3 * Double.MIN_VALUE,
          1 / 3.0,
          Math.PI,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY
        }) {
      buffer.label(Integer.toString(place++)).value(number);
    }

    assertGolden("numbers", samples);
  }

  private static void assertGolden(String name, Samples... sources) throws IOException {
    Page page = Page.of(List.of(sources));
    assertGolden(FOLDER.resolve(name + ".txt"), Pages.bytes(page, PageFormat.TEXT));
    assertGolden(FOLDER.resolve(name + ".om.txt"), Pages.bytes(page, PageFormat.OPEN_METRICS));
  }

  private static void assertGolden(Path file, byte[] written) throws IOException {
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(FOLDER);
      Files.write(file, written);
    }
    // First as text, for a message that people can read.
    assertThat(Pages.text(written)).isEqualTo(Files.readString(file));
    assertThat(written).isEqualTo(Files.readAllBytes(file));
  }
}
