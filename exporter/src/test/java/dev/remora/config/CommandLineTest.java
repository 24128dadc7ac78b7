package dev.remora.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remora.collector.Default;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  private static final List<Flag> FLAGS =
      Flags.all(
          List.of(
              NamedCollector.of("global_status", Default.ON),
              NamedCollector.of("slave_hosts", Default.OFF)));

  @TempDir private Path folder;

  @Test
  void holdsTheDefaultsWhenNothingIsGiven() throws ConfigurationException {
    CommandLine line = parse();

    assertThat(line.isOn("collect.global_status")).isTrue();
    assertThat(line.isOn("collect.slave_hosts")).isFalse();
    assertThat(line.value("web.telemetry-path")).isEqualTo("/metrics");
    assertThat(line.values("web.listen-address")).containsExactly(":9104");
    assertThat(line.has("web.listen-address")).isFalse();
  }

  @Test
  void readsAValueBehindTheEqualsSignOrAsTheNextArgument() throws ConfigurationException {
    CommandLine line =
        parse("--config.my-cnf", "a=b.cnf", "--web.telemetry-path=/m?x=y", "--mysqld.username=");

    assertThat(line.value("config.my-cnf")).isEqualTo("a=b.cnf");
    assertThat(line.value("web.telemetry-path")).isEqualTo("/m?x=y");
    assertThat(line.value("mysqld.username")).isEmpty();
    assertThat(line.has("mysqld.username")).isTrue();
  }

  @Test
  void turnsSwitchesOnAndOff() throws ConfigurationException {
    CommandLine line = parse("--no-collect.global_status", "--collect.slave_hosts");

    assertThat(line.isOn("collect.global_status")).isFalse();
    assertThat(line.isOn("collect.slave_hosts")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-h", "--help", "--help-long", "--help-man"})
  void knowsBothNamesOfHelp(String argument) throws ConfigurationException {
    assertThat(parse(argument).isOn(Flags.HELP)).isTrue();
  }

  @Test
  void replacesTheDefaultListByTheFirstOfRepeatedFlags() throws ConfigurationException {
    CommandLine line = parse("--web.listen-address=:1", "--web.listen-address", "[::1]:2");

    assertThat(line.values("web.listen-address")).containsExactly(":1", "[::1]:2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          extra                           | unexpected "extra"
          ''                              | unexpected ""
          -- x                            | unexpected "x"
          -- --help                       | unexpected "--help"
          -collect.global_statuses        | unknown short flag -collect.global_statuses: flags begin with two dashes: did you mean --collect.global_status?
          -no-collect.global_status       | unknown short flag -no-collect.global_status
          -collect.global_status=maybe    | -collect.global_status "maybe" is neither true nor false
          -config.my-cnf                  | -config.my-cnf needs a value: write --config.my-cnf=.my.cnf
          --completion-script-bash        | --completion-script-bash: there is no completion for shells
          -x                              | unknown short flag -x
          -                               | unknown short flag -
          --collect.global_status=true    | takes no value: write --collect.global_status or --no-collect.global_status
          --no-collect.global_status=true | --collect.global_status takes no value
          --collect.global_status=        | --collect.global_status takes no value
          --config.my-cnf                 | --config.my-cnf needs a value: write --config.my-cnf=.my.cnf
          --no-config.my-cnf              | unknown flag --no-config.my-cnf
          --no-config.my-cnf=x            | unknown flag --no-config.my-cnf:
          --=x                            | unknown flag --: --help lists them
          --Help                          | unknown flag --Help: did you mean --help?
          --web.listen-adress=:1          | unknown flag --web.listen-adress: did you mean --web.listen-address?
          --collect.global-status         | did you mean --collect.global_status?
          --config.mycnf                  | did you mean --config.my-cnf?
          --log.levle=debug               | did you mean --log.level?
          --exporter.max-open-connections | did you mean --exporter.max_open_connections?
          --zzz                           | unknown flag --zzz: --help lists them
          --collect.heartbeat.table       | unknown flag --collect.heartbeat.table:
          """)
  void saysWhatIsWrongWithAnArgument(String argument, String reason) {
    assertThatThrownBy(() -> parse(argument.split(" ")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"exporter:hunter2@(db:3306)/", "-- exporter:hunter2@(db:3306)/"})
  void doesNotShowAPasswordThatStandsInTheWrongPlace(String arguments) {
    assertThatThrownBy(() -> parse(arguments.split(" ")))
        .hasMessageContaining("DATA_SOURCE_NAME")
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @CsvSource({
    "-collect.slave_hosts, collect.slave_hosts, true, --collect.slave_hosts",
    "-collect.slave_hosts=true, collect.slave_hosts, true, --collect.slave_hosts",
    "-collect.global_status=false, collect.global_status, false, --no-collect.global_status",
    "-collect.global_status=0, collect.global_status, false, --no-collect.global_status",
    "-log_slow_filter, exporter.log_slow_filter, true, --exporter.log_slow_filter",
    "-log_slow_filter=false, exporter.log_slow_filter, false, --no-exporter.log_slow_filter",
    "-web.listen-address=:1, web.listen-address, :1, --web.listen-address",
    "-web.listen-address :1, web.listen-address, :1, --web.listen-address",
    "-config.my-cnf -x, config.my-cnf, -x, --config.my-cnf"
  })
  void readsSpellingsOfOldReleases(String old, String name, String value, String today)
      throws ConfigurationException {
    CommandLine line = parse(old.split(" "));

    assertThat(line.value(name)).isEqualTo(value);
    assertThat(line.warnings()).singleElement().asString().contains(today + " since 0.11");
  }

  @Test
  void doesNotTakeTheNextFlagForAValue() {
    assertThatThrownBy(() -> parse("--mysqld.username", "--log.level=debug"))
        .hasMessage("--mysqld.username needs a value: write --mysqld.username=\"\"");
  }

  @Test
  void takesAValueThatBeginsWithADashBehindTheEqualsSign() throws ConfigurationException {
    assertThat(parse("--mysqld.username=-x").value("mysqld.username")).isEqualTo("-x");
  }

  @ParameterizedTest
  @CsvSource({
    "--log.level=info, --log.level=info, --log.level",
    "--collect.slave_hosts, --collect.slave_hosts, --collect.slave_hosts",
    "--collect.slave_hosts, --no-collect.slave_hosts, --collect.slave_hosts"
  })
  void refusesAFlagGivenTwice(String first, String second, String name) {
    assertThatThrownBy(() -> parse(first, second)).hasMessage(name + " is given twice");
  }

  @Test
  void readsArgumentsFromAFile() throws Exception {
    Path file = folder.resolve("flags");
    Files.writeString(
        file, "# comment\n\n  --collect.slave_hosts  \n--log.level\ndebug\n\t# x\r\n");

    CommandLine line = parse("--log.format=json", "@" + file, "--config.my-cnf=x");

    assertThat(line.isOn("collect.slave_hosts")).isTrue();
    assertThat(line.value("log.level")).isEqualTo("debug");
    assertThat(line.value("log.format")).isEqualTo("json");
    assertThat(line.value("config.my-cnf")).isEqualTo("x");
  }

  @Test
  void passesOverTwoDashesAtTheEnd() throws ConfigurationException {
    assertThat(parse("--collect.slave_hosts", "--").isOn("collect.slave_hosts")).isTrue();
  }

  @Test
  void tellsTheVersionWhateverComesBehind() throws ConfigurationException {
    assertThat(parse("--version", "--nonsense", "x").isOn(Flags.VERSION)).isTrue();
    assertThatThrownBy(() -> parse("--nonsense", "--version")).hasMessageContaining("--nonsense");
  }

  @Test
  void helpsWhoAsksTwice() throws ConfigurationException {
    assertThat(parse("--help", "-h").isOn(Flags.HELP)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"--help, false", "-h, false", "--help-long, true", "--help-man, true"})
  void knowsWhereTheReferenceHelps(String argument, boolean forPipes)
      throws ConfigurationException {
    assertThat(parse(argument).isHelpForPipes()).isEqualTo(forPipes);
  }

  @Test
  void readsFilesThatFilesOfArgumentsName() throws Exception {
    Path inner = Files.writeString(folder.resolve("inner"), "debug\n");
    Path outer = Files.writeString(folder.resolve("outer"), "--log.level\n@" + inner + "\n");

    assertThat(parse("@" + outer).value("log.level")).isEqualTo("debug");
  }

  @Test
  void refusesAFileOfArgumentsThatNamesItself() throws IOException {
    Path file = folder.resolve("self");
    Files.writeString(file, "@" + file + "\n");

    assertThatThrownBy(() -> parse("@" + file))
        .hasMessage("@" + file + " is a file of arguments that names itself, or others too deep");
  }

  @Test
  void saysWhenAFileOfArgumentsCannotBeRead() throws IOException {
    Path file = folder.resolve("none");

    assertThatThrownBy(() -> parse("@" + file))
        .hasMessage("@" + file + " names a file of arguments that cannot be read");
  }

  @Test
  void knowsNoFlagThatNobodyDefined() throws ConfigurationException {
    CommandLine line = parse();

    assertThatThrownBy(() -> line.value("no.such.flag"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no flag --no.such.flag");
  }

  private static CommandLine parse(String... arguments) throws ConfigurationException {
    return CommandLine.parse(List.of(arguments), FLAGS);
  }
}
