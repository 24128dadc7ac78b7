package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.servers.Exposition;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParityTest {
  private static final String BEFORE =
      """
      # HELP go_goroutines One implementation's own.
      # TYPE go_goroutines gauge
      go_goroutines 12
      # HELP mysql_commands_total Text.
      # TYPE mysql_commands_total counter
      mysql_commands_total{command="insert"} 10
      mysql_commands_total{command="select"} 1.234567e+06
      # HELP mysql_exporter_collector_duration_seconds Text.
      # TYPE mysql_exporter_collector_duration_seconds gauge
      mysql_exporter_collector_duration_seconds{collector="connection"} 0.25
      # HELP mysql_up Text.
      # TYPE mysql_up gauge
      mysql_up 1
      # HELP mysqld_exporter_build_info Text.
      # TYPE mysqld_exporter_build_info gauge
      mysqld_exporter_build_info{branch="a",version="1"} 1
      """;
  private static final String AFTER = BEFORE.replace("1.234567e+06", "1.234577e+06");
  private static final List<Allowance> NONE = List.of();

  @Test
  void findsNothingOnTheSamePage() {
    assertThat(differences(BEFORE)).isEmpty();
  }

  @Test
  void looksNeitherAtHelpNorAtTheProcessNorAtDurations() {
    String page =
        BEFORE
            .replace("Text.", "Other words.")
            .replace("go_goroutines", "jvm_threads")
            .replace("0.25", "0.5")
            .replace("branch=\"a\"", "branch=\"b\"");

    assertThat(differences(page)).isEmpty();
  }

  @Test
  void acceptsWhatLiesBetween() {
    assertThat(differences(BEFORE.replace("1.234567e+06", "1.23457e+06"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mysql_up 1                | mysql_up 0                  | value of mysql_up
          select"} 1.234567e+06     | select"} 1.234578e+06       | value of mysql_commands_total{command="select"}
          select"} 1.234567e+06     | select"} 1234567            | number of mysql_commands_total{command="select"}
          insert"} 10               | insert"} 10.0               | number of mysql_commands_total{command="insert"}
          total counter             | total gauge                 | type of mysql_commands_total
          {branch="a",version="1"}  | {version="1",branch="a"}    | series mysqld_exporter_build_info with labels version,branch
          """)
  void findsAnAlteredLine(String there, String here, String difference) {
    assertThat(differences(BEFORE.replace(there, here))).contains(difference);
  }

  @Test
  void findsAMissingSample() {
    String page = BEFORE.replace("mysql_commands_total{command=\"insert\"} 10\n", "");

    assertThat(differences(page))
        .containsExactly("series mysql_commands_total{command=\"insert\"}");
  }

  @Test
  void findsAMissingFamily() {
    String page = BEFORE.substring(0, BEFORE.indexOf("# HELP mysqld_exporter_build_info"));

    assertThat(differences(page)).contains("family mysqld_exporter_build_info");
  }

  @Test
  void findsOneTooMany() {
    String page = BEFORE + "# HELP other Text.\n# TYPE other gauge\nother 1\n";

    assertThat(differences(page)).containsExactly("family other", "series other");
  }

  @Test
  void findsAnotherOrder() {
    String insert = "mysql_commands_total{command=\"insert\"} 10\n";
    String select = "mysql_commands_total{command=\"select\"} 1.234567e+06\n";

    assertThat(differences(BEFORE.replace(insert + select, select + insert)))
        .containsExactly("order of series");
  }

  @Test
  void allowsOnlyAsMuchAsIsSaid() {
    List<Allowance> two = List.of(new Allowance("mysql_up", 2, "a test"));

    assertThat(differences(BEFORE.replace("mysql_up 1", "mysql_up 3"), two)).isEmpty();
    assertThat(differences(BEFORE.replace("mysql_up 1", "mysql_up 4"), two))
        .containsExactly("value of mysql_up");
  }

  private static Set<String> differences(String ours) {
    return differences(ours, NONE);
  }

  private static Set<String> differences(String ours, List<Allowance> allowances) {
    return Parity.differences(
            Exposition.parse(BEFORE), Exposition.parse(ours), Exposition.parse(AFTER), allowances)
        .keySet();
  }
}
