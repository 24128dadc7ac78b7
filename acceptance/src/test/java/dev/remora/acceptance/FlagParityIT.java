package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.servers.ExporterProcess;
import dev.remora.servers.Program;
import dev.remora.servers.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every flag that a release of the reference lists starts the sidecar, in each of its spellings,
 * and has the same default.
 */
class FlagParityIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  // The help for a flag stands behind two blanks, or in the next line.
  private static final Pattern LISTED =
      Pattern.compile(" +(?:-h, )?--(?:\\[no-])?([a-z0-9._-]+)(=.*?)?(?: \\.\\.\\.)?(?:  .*)?");
  // Questions end the program, and each test here has a door of its own.
  private static final Set<String> LEFT_OUT =
      Set.of("help", "version", "web.listen-address", "web.systemd-socket");
  // Their defaults name a folder of this machine, or stand there in words of help.
  private static final Set<String> WITHOUT_DEFAULT = Set.of("config.my-cnf", "mysqld.username");

  @RegisterExtension final Exporters exporters = new Exporters();
  @TempDir private Path folder;

  /** A release of the reference that can be had. */
  enum Release {
    V0_14(61),
    V0_19(67);

    private final int flags;

    Release(int flags) {
      this.flags = flags;
    }

    private Program program() {
      return this == V0_14 ? Program.oldReference() : Program.reference();
    }
  }

  /**
   * A flag in a list of flags.
   *
   * @param name its name
   * @param value its default behind an equals sign; empty for a switch
   */
  private record Listed(String name, String value) {
    boolean isSwitch() {
      return value.isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void takesEveryFlagInEachOfItsSpellings(Release release) throws IOException {
    List<Listed> flags = listed(release.program());
    assertThat(flags).hasSize(release.flags);
    Path file = Files.writeString(folder.resolve("my.cnf"), "[client]\nuser = nobody\n");
    List<String> first = new ArrayList<>();
    List<String> second = new ArrayList<>();
    for (Listed flag : flags) {
      String value = flag.name().equals("config.my-cnf") ? "=" + file : flag.value();
      if (!LEFT_OUT.contains(flag.name())) {
        first.add("--" + flag.name() + value);
        second.add((flag.isSwitch() ? "--no-" : "--") + flag.name());
        if (!flag.isSwitch()) {
          second.add(value.substring(1));
        }
      }
    }

    for (List<String> spelling : List.of(first, second)) {
      ExporterProcess ours =
          exporters.start(Program.remora().with(spelling.toArray(String[]::new)));

      assertThat(ours.request("GET", "/", Map.of()).status()).isEqualTo(200);
      assertThat(ours.log()).noneMatch(line -> line.contains("level=WARN"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void hasTheDefaults(Release release) {
    List<Listed> ours = listed(Program.remora());

    assertThat(ours).containsAll(withoutExceptions(listed(release.program())));
  }

  private static List<Listed> withoutExceptions(List<Listed> flags) {
    return flags.stream().filter(flag -> !WITHOUT_DEFAULT.contains(flag.name())).toList();
  }

  private List<Listed> listed(Program program) {
    Run help = Run.of(LIMIT, program.with("--help").in(folder));
    assertThat(help.exitCode()).isZero();
    List<Listed> flags = new ArrayList<>();
    for (String line : Stream.concat(help.stderr().stream(), help.stdout().stream()).toList()) {
      Matcher matcher = LISTED.matcher(line);
      if (matcher.matches()) {
        String value = matcher.group(2) == null ? "" : matcher.group(2).replace("\"", "");
        flags.add(new Listed(matcher.group(1), value));
      }
    }
    return flags;
  }
}
