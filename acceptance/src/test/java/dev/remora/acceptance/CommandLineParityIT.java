package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.acceptance.recorded.RecordedServer;
import dev.remora.servers.Await;
import dev.remora.servers.Exposition;
import dev.remora.servers.FreePort;
import dev.remora.servers.Program;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What comes of a command line, with both exporters: how they end, or what they collect. The lines
 * are in {@code parity/command-lines.txt}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandLineParityIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final String DEFAULTS =
      "global_status,global_variables,info_schema.innodb_cmp,info_schema.innodb_cmpmem,"
          + "info_schema.query_response_time,slave_status";
  private static final Map<String, String> FILES =
      Map.ofEntries(
          Map.entry("flags", "--log.level=warn\n# comment\n--no-collect.global_status\n"),
          Map.entry("word", "warn\n"),
          Map.entry("nested", "--log.format=json\n@flags\n"),
          Map.entry("nothing", ""),
          Map.entry("extra", "extra\n"),
          Map.entry("blanks", "\n  --log.level=warn\n\n"),
          Map.entry("good.cnf", "[client]\nuser = exporter\n"),
          Map.entry("empty.yml", ""),
          Map.entry("bad.yml", "nothing_of_the_kind: 1\n"),
          Map.entry("nopassword.cnf", "[client]\npassword =\n"),
          Map.entry("noca.cnf", "[client]\nuser = exporter\nssl-ca = /nowhere/ca.pem\n"),
          Map.entry("manyports.cnf", "[client]\nport = 70000\n"),
          Map.entry("unclosed.cnf", "[client]\n[client.a\n"),
          Map.entry("quote.cnf", "[client]\nuser = exporter\npassword = \"secret\n"),
          Map.entry("nokey.cnf", "[client]\n= x\n"),
          Map.entry("badport.cnf", "[client]\nport = x\n"),
          Map.entry("badswitch.cnf", "[client]\nssl-skip-verfication = maybe\n"));

  /**
   * A line of the table.
   *
   * @param arguments the arguments
   * @param named what Remora's error names
   * @param ours what Remora does where that is not what the reference does; empty for the same
   */
  record Line(String arguments, String named, String ours) {
    @Override
    public String toString() {
      return arguments;
    }
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private Path folder;
  private RecordedServer database;

  static List<Line> lines() {
    try (InputStream stream = Line.class.getResourceAsStream("/parity/command-lines.txt")) {
      String table = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      // What stands before the first heading is for readers.
      return table
          .substring(table.indexOf("\n# "))
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(CommandLineParityIT::line)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Line line(String text) {
    String[] columns = text.split("\\|", -1);
    if (columns.length == 3) {
      throw new IllegalArgumentException(text + ": a difference has a reason");
    }
    return new Line(
        columns[0].strip(),
        columns.length > 1 ? columns[1].strip() : "",
        columns.length > 2 ? columns[2].strip() : "");
  }

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException {
    folder = temporary;
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    Files.createSymbolicLink(folder.resolve("circle"), Path.of("circle"));
    Path recording = Path.of("src", "test", "resources", "recorded", "mysql-8.4.txt");
    database = RecordedServer.start(recording, "exporter", "secret");
  }

  @AfterAll
  void stop() {
    client.close();
    database.close();
  }

  @ParameterizedTest
  @MethodSource("lines")
  void doesWhatTheReferenceDoes(Line line) throws IOException {
    List<String> said = new ArrayList<>();
    String theirs = outcome(Program.reference(), line, new ArrayList<>());
    String ours = outcome(Program.remora(), line, said);

    assertThat(ours).as("%s", said).isEqualTo(line.ours().isEmpty() ? theirs : line.ours());
    assertThat(ours.equals(theirs)).as("the same").isEqualTo(line.ours().isEmpty());
    assertThat(ours.equals("exit 1")).as("exit 1").isEqualTo(!line.named().isEmpty());
    if (!line.named().isEmpty()) {
      assertThat(said).anyMatch(text -> text.contains(": error: ") && text.contains(named(line)));
    }
    assertThat(said).noneMatch(text -> text.contains("secret"));
  }

  private String named(Line line) {
    return filled(line.named(), 0);
  }

  /** How the program ends, or what it collects while it runs. */
  private String outcome(Program program, Line line, List<String> said) throws IOException {
    int port = FreePort.pick();
    Path out = folder.resolve("stdout");
    Path err = folder.resolve("stderr");
    Process process =
        configured(program, line, port)
            .in(folder)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      Await.until(
          LIMIT,
          () -> FreePort.answers(port) || !process.isAlive(),
          () -> line + ": neither listens nor ends");
      String outcome = process.isAlive() ? page(line, port, process) : exit(process);
      Stream.of(out, err).forEach(file -> said.addAll(read(file)));
      if (!outcome.equals("exit 0")) {
        return outcome;
      }
      return outcome
          + (read(out).isEmpty() ? "" : ", stdout")
          + (read(err).isEmpty() ? "" : ", stderr");
    } finally {
      process.destroyForcibly();
      process.onExit().join();
    }
  }

  private static List<String> read(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Program configured(Program program, Line line, int port) {
    List<String> arguments = new ArrayList<>();
    String text = line.arguments();
    if (!text.contains("--web.listen-address")) {
      arguments.add("--web.listen-address=127.0.0.1:" + port);
    }
    if (!text.contains("--mysqld.username")) {
      arguments.add("--mysqld.username=exporter");
    }
    if (!text.contains("--mysqld.address")) {
      arguments.add("--mysqld.address=" + database.address());
    }
    for (String argument : text.split(" ", -1)) {
      arguments.add(argument.equals("''") ? "" : filled(argument, port));
    }
    return program
        .with(arguments.toArray(String[]::new))
        .withVariable("MYSQLD_EXPORTER_PASSWORD", "secret")
        .withVariable("WHO", "exporter")
        .withVariable("DB_HOST", "127.0.0.1")
        .withVariable("DB_PORT", databasePort());
  }

  private String filled(String text, int port) {
    return text.replace("{HERE}", Integer.toString(port))
        .replace("{DB}", database.address())
        .replace("{DB_PORT}", databasePort())
        .replace("{BLANK}", " ");
  }

  private String databasePort() {
    return database.address().substring(database.address().indexOf(':') + 1);
  }

  private static String exit(Process process) {
    return "exit " + process.exitValue();
  }

  private String page(Line line, int port, Process process) {
    String flag = "--web.telemetry-path=";
    String path =
        Stream.of(line.arguments().split(" ", -1))
            .filter(argument -> argument.startsWith(flag))
            .map(argument -> argument.substring(flag.length()))
            .filter(argument -> argument.startsWith("/"))
            .findFirst()
            .orElse("/metrics");
    HttpResponse<String> answer;
    try {
      answer = get("http://127.0.0.1:" + port + path);
    } catch (UncheckedIOException e) {
      // One of two doors was open for a moment, until the other could not be.
      Await.until(LIMIT, () -> !process.isAlive(), () -> line + ": listens, and answers nothing");
      return exit(process);
    }
    if (answer.statusCode() != 200) {
      return "starts with status " + answer.statusCode();
    }
    Exposition page = Exposition.parse(answer.body());
    if (page.value("mysql_up").orElse("").equals("0")) {
      return "starts with mysql_up 0";
    }
    TreeSet<String> collectors =
        page.samples()
            .filter(sample -> sample.name().equals("mysql_exporter_collector_success"))
            .map(sample -> sample.labels().getOrDefault("collector", ""))
            .map(collector -> collector.replaceFirst("^collect\\.", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    TreeSet<String> defaults = new TreeSet<>(List.of(DEFAULTS.split(",", -1)));
    if (collectors.equals(defaults)) {
      return "starts with the default collectors";
    }
    boolean more = collectors.containsAll(defaults);
    if (more) {
      collectors.removeAll(defaults);
    }
    return "starts with collect."
        + String.join(",", collectors)
        + (more ? " besides the default collectors" : " alone");
  }

  private HttpResponse<String> get(String uri) {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create(uri)).timeout(LIMIT).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
