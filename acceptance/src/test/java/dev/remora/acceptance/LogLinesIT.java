package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.servers.Account;
import dev.remora.servers.DatabaseServer;
import dev.remora.servers.ExporterProcess;
import dev.remora.servers.Program;
import dev.remora.servers.ServerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Log lines have the reference's shape, and say once what happens again and again. */
class LogLinesIT {
  private static final Account NOBODY = new Account("nobody", "secret");
  private static final String NOWHERE = "127.0.0.1:1";

  private static final String TEXT = "\"(?:[^\"\\\\]|\\\\.)*\"";
  private static final Pattern LOGFMT = Pattern.compile("([a-z_0-9]+)=(" + TEXT + "|[^\" ]+) ?");
  private static final Pattern JSON =
      Pattern.compile("[{,]\"([a-z_0-9]+)\":(" + TEXT + "|[0-9]+|true|false)}?");

  /** What both say at the start, the reference and ours in their own words. */
  private static final Pattern START =
      Pattern.compile(
          "Starting mysqld_exporter|Build context|Scraper enabled| --collect.*|Listening on.*");

  @RegisterExtension final Exporters exporters = new Exporters();

  /**
   * An event at the start.
   *
   * @param keys in their order
   * @param level how much it matters
   * @param scraper which scraper it names, if it does
   */
  private record Event(List<String> keys, String level, String scraper) {}

  @ParameterizedTest
  @ValueSource(strings = {"logfmt", "json"})
  void haveTheReferencesKeys(String format) {
    List<Event> expected = startOf(Program.reference(), format);

    assertThat(startOf(Program.remora(), format)).isEqualTo(expected);
    assertThat(expected).hasSize(3 + 7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"logfmt", "json"})
  void areOneForEachEventAndHaveNoStackTrace(String format) {
    ExporterProcess exporter =
        exporters.start(watching(Program.remora(), format).with("--log.level=debug"));

    exporter.scrape();
    exporter.request("GET", "/probe?target=a%0Ab", Map.of());
    exporter.request("GET", "/metrics?target=" + NOWHERE, Map.of());

    exporter.awaitLog("the failure", line -> line.contains("Error opening connection"));
    assertThat(exporter.log()).allSatisfy(line -> assertThat(pairs(format, line)).isNotEmpty());
  }

  @Test
  void leaveOutWhatIsBelowTheLevel() {
    ExporterProcess exporter =
        exporters.start(watching(Program.remora(), "logfmt").with("--log.level=error"));

    exporter.scrape();

    exporter.awaitLog("the failure", line -> line.contains("Error opening connection"));
    assertThat(exporter.log()).allMatch(line -> line.contains(" level=ERROR "));
  }

  @Test
  void sayOnceThatADatabaseIsAwayAndOnceThatItIsBack() {
    try (DatabaseServer server = DatabaseServer.start(ServerKind.MYSQL_8_0)) {
      Account account = server.account("exporter");
      ExporterProcess exporter =
          exporters.start(Program.remora().watching(server.address(), account));
      server.stop();

      for (int i = 0; i < 20; i++) {
        assertThat(exporter.scrape().exposition().value("mysql_up")).contains("0");
      }
      server.startAgain();
      assertThat(exporter.scrape().exposition().value("mysql_up")).contains("1");
      assertThat(exporter.scrape().exposition().value("mysql_up")).contains("1");

      exporter.awaitLog("the return", line -> line.contains("Database answers again"));
      assertThat(exporter.log().stream().filter(line -> line.contains("target=")).skip(1))
          .hasSize(2)
          .satisfiesExactly(
              line ->
                  assertThat(line).contains("level=ERROR", "Error opening connection", "refused"),
              line ->
                  assertThat(line).matches(".*level=INFO .*Database answers again.* away=\\d+s"));
    }
  }

  private List<Event> startOf(Program program, String format) {
    ExporterProcess exporter =
        exporters.start(watching(program, format).with("--collect.heartbeat"));
    exporter.awaitLog("the address", line -> line.contains("Listening on"));
    List<Event> events = new ArrayList<>();
    for (String line : exporter.log()) {
      List<String> keys = new ArrayList<>();
      List<String> values = new ArrayList<>();
      for (String[] pair : pairs(format, line)) {
        keys.add(pair[0]);
        values.add(pair[1].replaceAll("^\"|\"$", ""));
      }
      if (START.matcher(values.get(keys.indexOf("msg"))).matches()) {
        int scraper = keys.indexOf("scraper");
        events.add(
            new Event(
                keys, values.get(keys.indexOf("level")), scraper < 0 ? "" : values.get(scraper)));
      }
    }
    return events;
  }

  /** The keys and values of a line, which must be nothing but these. */
  private static List<String[]> pairs(String format, String line) {
    Matcher pair = (format.equals("json") ? JSON : LOGFMT).matcher(line);
    List<String[]> pairs = new ArrayList<>();
    int at = 0;
    while (at < line.length()) {
      assertThat(pair.find(at) && pair.start() == at).as(line).isTrue();
      pairs.add(new String[] {pair.group(1), pair.group(2)});
      at = pair.end();
    }
    return pairs;
  }

  private static Program watching(Program program, String format) {
    return program.watching(NOWHERE, NOBODY).with("--log.format=" + format);
  }
}
