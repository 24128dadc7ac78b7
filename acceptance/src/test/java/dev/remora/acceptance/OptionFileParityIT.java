package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.acceptance.recorded.Porter;
import dev.remora.servers.Await;
import dev.remora.servers.ExporterProcess;
import dev.remora.servers.Program;
import dev.remora.servers.ScrapedPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Option files as both exporters read them: whom they log in as, where, and with which password.
 * One process of each reads all of them, one after the other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OptionFileParityIT {
  private static final Duration LOG_LIMIT = Duration.ofSeconds(30);
  private static final String NO_CONNECTION = "Error opening connection to database";
  private static final Pattern REFERENCE_DIALLED = Pattern.compile("dial \\w+ (\\S+): connect");
  private static final Pattern DIALLED = Pattern.compile("target=(\\S+) ");
  private static final Pattern LOGGED_IN = Pattern.compile(".* / (.*) at [^ ]+");

  private Porter porter;
  private Path file;
  private ExporterProcess theirs;
  private ExporterProcess ours;
  private final SequencedMap<String, String> names = new LinkedHashMap<>();

  static List<OptionFileCase> cases() {
    return OptionFileCase.all();
  }

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    Path socket = folder.resolve("s.sock");
    porter = Porter.at(socket, passwords());
    int port = porter.port();
    names.put("PORT", Integer.toString(port));
    names.put("PORT_HEXADECIMAL", "0x" + Integer.toHexString(port));
    names.put("PORT_OCTAL", "0" + Integer.toOctalString(port));
    names.put("PORT_OCTAL_LETTER", "0o" + Integer.toOctalString(port));
    names.put("PORT_BINARY", "0b" + Integer.toBinaryString(port));
    names.put("PORT_UNDERSCORE", port / 1000 + "_" + "%03d".formatted(port % 1000));
    names.put("PORT6", Integer.toString(porter.port6()));
    names.put("SOCKET", socket.toString());
    file = folder.resolve("my.cnf");
    Files.writeString(file, before());
    theirs = ExporterProcess.start(reading(Program.reference()));
    ours = ExporterProcess.start(reading(Program.remora()));
  }

  @AfterAll
  void stop() {
    theirs.close();
    ours.close();
    porter.close();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void logsInAsTheReferenceDoes(OptionFileCase read) throws IOException {
    SequencedMap<String, String> seenOfTheirs = observe(theirs, read);
    SequencedMap<String, String> seenOfOurs = observe(ours, read);

    SequencedMap<String, String> expected = new LinkedHashMap<>(seenOfTheirs);
    expected.putAll(read.ours());
    expected.replaceAll((section, seen) -> named(seen));
    assertThat(seenOfOurs).isEqualTo(expected);
    assertThat(seenOfOurs.equals(seenOfTheirs)).as("the same").isEqualTo(read.ours().isEmpty());
    assertThat(seenOfTheirs.values())
        .anyMatch(seen -> seen.contains(" at ") || seen.startsWith("nobody"));
  }

  private Program reading(Program program) {
    return program
        .with("--config.my-cnf=" + file, "--mysqld.address=127.0.0.2:" + porter.port())
        .withVariable("WHO", "who")
        .withVariable("EMPTY", "")
        .withVariable("PW", "p$WHO%(user)s")
        .withVariable("THE_PORT", Integer.toString(porter.port()));
  }

  /** Every file is read after this one, which stays in force where it is refused. */
  private String before() {
    return "[client]\nuser = before\nhost = 127.0.0.1\nport = %d\n".formatted(porter.port());
  }

  /** Whether the exporter takes the file, and whom each section logs in as then. */
  private SequencedMap<String, String> observe(ExporterProcess exporter, OptionFileCase read)
      throws IOException {
    Files.writeString(file, before());
    assertThat(reload(exporter)).isEqualTo("taken");
    Files.write(file, read.bytes(names));
    SequencedMap<String, String> seen = new LinkedHashMap<>();
    seen.put("reload", reload(exporter));
    seen.put("client", loggedInAs(exporter, "/metrics"));
    for (String section : read.sections()) {
      String path = "/probe?target=127.0.0.1:%d&auth_module=%s".formatted(porter.port(), section);
      seen.put(section, loggedInAs(exporter, path));
    }
    return seen;
  }

  private String reload(ExporterProcess exporter) {
    ScrapedPage answer = exporter.request("POST", "/-/reload", Map.of());
    if (answer.status() == 200 && answer.body().startsWith("ok")) {
      return "taken";
    }
    if (exporter == ours) {
      // What it is to be mended by.
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.body()).contains(file.toString());
    }
    return "refused";
  }

  private String loggedInAs(ExporterProcess exporter, String path) {
    List<String> none = porter.visits();
    assertThat(none).isEmpty();
    int lines = exporter.log().size();
    ScrapedPage page = exporter.request("GET", path, Map.of());
    List<String> visits = porter.visits();
    if (page.status() != 200) {
      assertThat(visits).isEmpty();
      return Integer.toString(page.status());
    }
    assertThat(page.exposition().value("mysql_up")).contains("0");
    return visits.isEmpty() ? "nobody" + dialled(exporter, lines) : String.join(", ", visits);
  }

  /** Where it looked for a database, by its own words: nobody came to a door. */
  private String dialled(ExporterProcess exporter, int from) {
    List<String> said = new ArrayList<>();
    Await.until(
        LOG_LIMIT,
        () -> {
          said.clear();
          List<String> log = exporter.log();
          log.subList(from, log.size()).stream()
              .filter(line -> line.contains(NO_CONNECTION))
              .forEach(said::add);
          return !said.isEmpty();
        },
        () -> "no word about the connection: " + exporter.log());
    Matcher matcher = (exporter == ours ? DIALLED : REFERENCE_DIALLED).matcher(said.getFirst());
    return matcher.find() ? ", dialled " + matcher.group(1) : "";
  }

  private String named(String text) {
    return text.replace("{PORT}", names.get("PORT"));
  }

  /** Those that the table expects to be told by name. */
  private static List<String> passwords() {
    List<String> passwords = new ArrayList<>(List.of("p", "b", "w", "o", "who", "true"));
    for (OptionFileCase read : cases()) {
      for (String seen : read.ours().values()) {
        Matcher matcher = LOGGED_IN.matcher(seen);
        if (matcher.matches()) {
          passwords.add(matcher.group(1));
        }
      }
    }
    return passwords;
  }
}
