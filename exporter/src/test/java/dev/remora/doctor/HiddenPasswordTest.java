package dev.remora.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.catalog.Catalog;
import dev.remora.config.ConfigurationException;
import dev.remora.config.Flag;
import dev.remora.config.Flags;
import dev.remora.mysql.FakeServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whichever flag a data source name is given to by mistake, nothing shows its password. */
@Timeout(120)
class HiddenPasswordTest {
  private static final List<String> MISTAKEN =
      List.of(
          "exporter:geheim@db",
          "exporter:geheim@db:3306",
          "exporter:geheim@(db:3306)/",
          "exporter:p@geheim",
          "unix://exporter:geheim@db");

  private final List<String> told = new ArrayList<>();

  @ParameterizedTest
  @EnumSource
  void showsNoPasswordWhateverFlagItIsGivenTo(Subcommand subcommand) throws IOException {
    List<Flag> flags =
        Stream.concat(Flags.all(Catalog.collectors()).stream(), subcommand.flags().stream())
            .toList();
    for (Flag flag : flags) {
      for (String value : MISTAKEN) {
        answer(subcommand, "--" + flag.name() + "=" + value);
      }
    }
    answer(subcommand, "--target=exporter:geheim");

    assertThat(told).isNotEmpty().noneMatch(text -> text.contains("geheim"));
  }

  private void answer(Subcommand subcommand, String argument) throws IOException {
    // Nobody listens there, and so every answer ends by saying whom it wanted to reach how.
    Map<String, String> environment =
        Map.of("DATA_SOURCE_NAME", "u:p@(%s)/".formatted(FakeServer.closedPort()));
    try {
      Invocation invocation =
          Invocation.read(
              subcommand,
              List.of(argument),
              environment,
              Catalog.collectors(),
              Path.of("no process"));
      Answer answer =
          switch (subcommand) {
            case CHECK -> new Check(invocation).answer();
            case GRANTS -> new Grants(invocation).answer();
          };
      told.add(answer.out());
      told.add(answer.err());
    } catch (ConfigurationException e) {
      told.addAll(e.problems());
    }
  }
}
