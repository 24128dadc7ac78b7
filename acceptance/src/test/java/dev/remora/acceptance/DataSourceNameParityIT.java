package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.acceptance.recorded.Porter;
import dev.remora.servers.ExporterProcess;
import dev.remora.servers.Program;
import dev.remora.servers.Run;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whom a {@code DATA_SOURCE_NAME} logs in as, beside the last release of the reference that reads
 * one. The texts are in {@code parity/data-source-names.txt}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DataSourceNameParityIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final String VARIABLE = "DATA_SOURCE_NAME";
  private static final String ANY = "p@/:?)%";

  /**
   * A line of the table.
   *
   * @param text the text
   * @param ours what Remora does where that is not what the reference does; empty for the same
   */
  record Line(String text, String ours) {
    @Override
    public String toString() {
      return text;
    }
  }

  @RegisterExtension final Exporters exporters = new Exporters();

  private Path folder;
  private Porter porter;

  static List<Line> lines() {
    try (InputStream stream = Line.class.getResourceAsStream("/parity/data-source-names.txt")) {
      String table = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      // What stands before the first heading is for readers.
      return table
          .substring(table.indexOf("\n# "))
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(" \\| ", -1))
          .map(
              columns -> new Line(columns[0].strip(), columns.length < 3 ? "" : columns[1].strip()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeAll
  void openTheDoors(@TempDir Path temporary) {
    folder = temporary;
    List<String> passwords = List.of("p", "a?b", "pwho", "who", ANY);
    porter = Porter.at(folder.resolve("s.sock"), passwords);
  }

  @AfterAll
  void closeTheDoors() {
    porter.close();
  }

  @ParameterizedTest
  @MethodSource("lines")
  void logsInAsTheReferenceDoes(Line line) {
    String theirs = loggedInAs(exporters.start(configured(Program.oldReference(), line)));
    Program remora = configured(Program.remora(), line);
    String ours =
        line.ours().equals("exit 1") ? refusal(remora) : loggedInAs(exporters.start(remora));

    assertThat(ours).isEqualTo(line.ours().isEmpty() ? theirs : line.ours());
    assertThat(ours.equals(theirs)).as("the same").isEqualTo(line.ours().isEmpty());
    assertThat(theirs.equals("no login")).isEqualTo(line.ours().equals("exit 1"));
  }

  private Program configured(Program program, Line line) {
    String text =
        line.text()
            .replace("{PORT}", Integer.toString(porter.port()))
            .replace("{PORT6}", Integer.toString(porter.port6()))
            .replace("{SOCKET}", folder.resolve("s.sock").toString());
    return program.withVariable(VARIABLE, text).withVariable("WHO", "who").withVariable("PW", ANY);
  }

  private String loggedInAs(ExporterProcess exporter) {
    assertThat(exporter.scrape().exposition().value("mysql_up")).contains("0");
    List<String> visits = porter.visits();
    return visits.isEmpty() ? "no login" : String.join(", ", visits);
  }

  private String refusal(Program program) {
    Run run = Run.of(LIMIT, program.in(folder));
    List<String> said = Stream.concat(run.stdout().stream(), run.stderr().stream()).toList();
    assertThat(said).singleElement().asString().contains("error: " + VARIABLE);
    assertThat(said).noneMatch(text -> text.contains("u:p"));
    assertThat(porter.visits()).isEmpty();
    return "exit " + run.exitCode();
  }
}
