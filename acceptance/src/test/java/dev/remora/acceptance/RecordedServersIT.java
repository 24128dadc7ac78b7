package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.remora.acceptance.recorded.RecordedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The page of servers that cannot be had for a test, of which a recording has what they say to each
 * statement. The pages are written anew by
 *
 * <pre>mvn verify -Dit.test=RecordedServersIT -Dgolden.write=true</pre>
 *
 * <p>and reviewed as a diff.
 */
class RecordedServersIT {
  private static final Path FOLDER = Path.of("src", "test", "resources", "recorded");
  private static final Account ACCOUNT = new Account("exporter", "secret");

  @RegisterExtension final Exporters exporters = new Exporters();

  @ParameterizedTest
  @ValueSource(strings = {"aurora-mysql-3"})
  void givesTheGoldenPage(String name) throws IOException {
    Path golden = FOLDER.resolve(name + ".metrics");
    try (RecordedServer server = serving(name)) {
      ExporterProcess ours = exporters.start(watching(Program.remora(), server));
      String page = lines(ours.scrape().exposition());
      if (Boolean.getBoolean("golden.write")) {
        Files.writeString(golden, page);
      }

      assertThat(server.unexpected()).isEmpty();
      assertThat(golden).content().isEqualTo(page);
      assertThat(ours.log()).noneMatch(line -> line.startsWith("\tat "));
    }
  }

  @ParameterizedTest
  @MethodSource("deviations")
  void givesTheReferencesPage(String name, List<Deviation> deviations) {
    try (RecordedServer server = serving(name)) {
      Sandwich sandwich =
          new Sandwich(
              exporters.start(watching(Program.reference(), server)),
              exporters.start(watching(Program.remora(), server)));

      assertThat(sandwich.differences(name, deviations)).isEmpty();
    }
  }

  static Stream<Arguments> deviations() {
    return Stream.of(arguments("aurora-mysql-3", List.of()));
  }

  private static RecordedServer serving(String name) {
    return RecordedServer.start(FOLDER.resolve(name + ".txt"), ACCOUNT.user(), ACCOUNT.password());
  }

  private static Program watching(Program program, RecordedServer server) {
    return program
        .watching(server.address(), ACCOUNT)
        .with(EveryCollector.ON.toArray(String[]::new));
  }

  /** The page without what is the process' own and without times. */
  private static String lines(Exposition page) {
    return page
        .only(Parity::isCompared)
        .only(family -> !family.name().matches(".*(_duration_seconds|_build_info)"))
        .families()
        .stream()
        .flatMap(family ->
            Stream.concat(
                Stream.of("# TYPE " + family.name() + " " + family.type()),
                family.samples().stream().map(sample -> sample.series() + " " + sample.value())))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
