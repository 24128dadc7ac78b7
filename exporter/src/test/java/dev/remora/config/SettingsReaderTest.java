package dev.remora.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.remora.collector.Collector;
import dev.remora.collector.Default;
import dev.remora.log.Format;
import dev.remora.log.Level;
import dev.remora.mysql.Secret;
import dev.remora.mysql.SessionOptions;
import dev.remora.mysql.Tls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
  private static final List<Collector> COLLECTORS =
      List.of(
          NamedCollector.of("global_status", Default.ON),
          NamedCollector.of("slave_hosts", Default.OFF),
          NamedCollector.of("slave_status", Default.ON));
  private static final Map<String, String> DSN = Map.of("DATA_SOURCE_NAME", "u:p@(db:3307)/");

  @TempDir private Path folder;

  @Test
  void holdsTheDefaultsWhereOnlyTheDatabaseIsNamed() throws ConfigurationException {
    Settings settings = read(DSN);

    assertThat(settings.sections().own().address()).hasToString("db:3307");
    assertThat(settings.sections().own().options().lockWait()).contains(Duration.ofSeconds(2));
    assertThat(settings.sections().from()).isEqualTo("DATA_SOURCE_NAME");
    assertThat(settings.sections().replacedVariables()).isEmpty();
    assertThat(settings.collectors())
        .extracting(Collector::name)
        .containsExactly("global_status", "slave_status");
    assertThat(settings.maxSessions()).isEqualTo(2);
    assertThat(settings.listen()).containsExactly(new ListenAddress(":9104", "", 9104));
    assertThat(settings.telemetryPath()).isEqualTo("/metrics");
    assertThat(settings.queryTimeout()).isZero();
    assertThat(settings.timeoutOffset()).isEqualTo(Duration.ofMillis(250));
    assertThat(settings.logLevel()).isEqualTo(Level.INFO);
    assertThat(settings.logFormat()).isEqualTo(Format.LOGFMT);
  }

  @Test
  void takesWhatTheFlagsSay() throws ConfigurationException {
    Settings settings =
        read(
            DSN,
            "--exporter.max_open_connections=3",
            "--exporter.lock_wait_timeout=7",
            "--exporter.query_timeout=4",
            "--web.listen-address=:1",
            "--web.listen-address=[::1]:2",
            "--web.telemetry-path=/m",
            "--timeout-offset=1.5",
            "--log.level=WARN",
            "--log.format=json",
            "--no-collect.global_status",
            "--collect.slave_hosts");

    assertThat(settings.maxSessions()).isEqualTo(3);
    assertThat(settings.queryTimeout()).isEqualTo(Duration.ofSeconds(4));
    assertThat(settings.sections().own().options().lockWait()).contains(Duration.ofSeconds(7));
    assertThat(settings.listen()).extracting(ListenAddress::port).containsExactly(1, 2);
    assertThat(settings.telemetryPath()).isEqualTo("/m");
    assertThat(settings.timeoutOffset()).isEqualTo(Duration.ofMillis(1500));
    assertThat(settings.logLevel()).isEqualTo(Level.WARN);
    assertThat(settings.logFormat()).isEqualTo(Format.JSON);
    assertThat(settings.collectors())
        .extracting(Collector::name)
        .containsExactly("slave_hosts", "slave_status");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2.9, 2", "1e2, 100", "1000, 1000"})
  void readsWholeNumbersAsTheReferenceDoes(String text, int expected)
      throws ConfigurationException {
    assertThat(read(DSN, "--exporter.max_open_connections=" + text).maxSessions())
        .isEqualTo(expected);
  }

  @Test
  void letsTheFlagOverrideTheLockWaitOfTheDataSource() throws ConfigurationException {
    Map<String, String> environment =
        Map.of("DATA_SOURCE_NAME", "u:p@(db)/?lock_wait_timeout=60&wait_timeout=9");

    SessionOptions options = read(environment).sections().own().options();
    assertThat(options.lockWait()).contains(Duration.ofSeconds(2));
    assertThat(options.variables()).containsExactly("wait_timeout=9");
    assertThat(
            read(environment, "--no-exporter.enable_lock_wait_timeout")
                .sections()
                .own()
                .options()
                .variables())
        .containsExactly("lock_wait_timeout=60", "wait_timeout=9");
  }

  @Test
  void prefersTheDataSourceToFileAndFlags() throws Exception {
    String file = optionFile("[client]\nuser = filed\npassword = abc\nhost = h\n").toString();
    Map<String, String> environment =
        Map.of("DATA_SOURCE_NAME", "u:p@(db:3307)/", "MYSQLD_EXPORTER_PASSWORD", "def");

    Settings settings =
        read(
            environment,
            "--config.my-cnf=" + file,
            "--mysqld.username=flagged",
            "--mysqld.address=h:1");

    assertThat(settings.sections().own().address()).hasToString("db:3307");
    assertThat(settings.sections().own().user()).isEqualTo("u");
    assertThat(settings.sections().own().password()).isEqualTo(new Secret("p"));
    assertThat(settings.sections().from()).isEqualTo("DATA_SOURCE_NAME");
  }

  @Test
  void doesNotOpenTheFileBesideADataSource() throws ConfigurationException {
    assertThat(read(DSN, "--config.my-cnf=/no/such/file").sections().own().user()).isEqualTo("u");
  }

  @Test
  void remembersWhichVariablesWerePutIn() throws ConfigurationException {
    Map<String, String> environment =
        Map.of("DATA_SOURCE_NAME", "$WHO:$PW@(db)/", "WHO", "root", "PW", "x", "OTHER", "y");

    assertThat(read(environment).sections().replacedVariables())
        .containsExactlyInAnyOrder("WHO", "PW");
  }

  @Test
  void readsTheFileThatTheFlagNames() throws Exception {
    Path file = optionFile("[client]\nuser = filed\npassword = $PW\nhost = h\n");
    Map<String, String> environment =
        Map.of("DATA_SOURCE_NAME", "", "MYSQLD_EXPORTER_PASSWORD", "def", "PW", "x@y");

    Settings settings =
        read(environment, "--config.my-cnf", file.toString(), "--mysqld.username=flagged");

    assertThat(settings.sections().own().address()).hasToString("h:3306");
    assertThat(settings.sections().own().user()).isEqualTo("filed");
    assertThat(settings.sections().own().password()).isEqualTo(new Secret("x@y"));
    assertThat(settings.sections().from()).isEqualTo(file.toString());
    assertThat(settings.sections().replacedVariables()).containsExactly("PW");
  }

  @Test
  void looksForTheFileInTheHomeFolder() throws Exception {
    Path file = optionFile("[client]\nuser = homely\n");

    Settings settings = read(Map.of("HOME", folder.toString()));

    assertThat(settings.sections().own().user()).isEqualTo("homely");
    assertThat(settings.sections().from()).isEqualTo(file.toString());
  }

  @Test
  void startsWithFlagsAndEnvironmentAlone() throws ConfigurationException {
    Map<String, String> environment =
        Map.of("HOME", folder.toString(), "MYSQLD_EXPORTER_PASSWORD", "p@$HOME");

    Settings settings =
        read(environment, "--mysqld.username=flagged", "--mysqld.address=testhost:5000");

    assertThat(settings.sections().own().address()).hasToString("testhost:5000");
    assertThat(settings.sections().own().user()).isEqualTo("flagged");
    assertThat(settings.sections().own().password()).isEqualTo(new Secret("p@$HOME"));
    assertThat(settings.sections().from()).isEqualTo("flags");
  }

  @Test
  void takesASocketFromTheFlag() throws ConfigurationException {
    Settings settings =
        read(
            Map.of("HOME", folder.toString()),
            "--mysqld.username=u",
            "--mysqld.address=unix:///run/mysqld/mysqld.sock");

    assertThat(settings.sections().own().address()).hasToString("/run/mysqld/mysqld.sock");
  }

  @Test
  void startsWithoutTheNamedFileWhereTheFlagsSayEnough() throws ConfigurationException {
    Settings settings =
        read(
            Map.of("HOME", folder.toString()),
            "--config.my-cnf=" + folder.resolve("none"),
            "--mysqld.username=u");

    assertThat(settings.sections().own().user()).isEqualTo("u");
  }

  @Test
  void refusesANamedFileWhosePathIsNone() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    Path circle = folder.resolve("circle");
    Files.createSymbolicLink(circle, circle);

    for (Path path : List.of(file.resolve("x"), circle)) {
      assertThat(failure(Map.of(), "--config.my-cnf=" + path, "--mysqld.username=u"))
          .singleElement()
          .asString()
          .startsWith(path + " cannot be read: ");
    }
  }

  @Test
  void putsVariablesIntoFlags() throws ConfigurationException {
    Map<String, String> environment =
        Map.of("DB_HOST", "db", "DB_USER", "me", "MYSQLD_EXPORTER_PASSWORD", "p$DB_USER");

    Settings settings =
        read(
            environment,
            "--config.my-cnf=",
            "--mysqld.address=${DB_HOST}:3307",
            "--mysqld.username=$DB_USER-$NONE");

    assertThat(settings.sections().own().address()).hasToString("db:3307");
    assertThat(settings.sections().own().user()).isEqualTo("me-$NONE");
    assertThat(settings.sections().own().password()).isEqualTo(new Secret("p$DB_USER"));
    assertThat(settings.sections().replacedVariables())
        .containsExactlyInAnyOrder("DB_HOST", "DB_USER");
  }

  @Test
  void saysWhenTheNamedFileIsNotThere() {
    assertThat(failure(Map.of(), "--config.my-cnf=" + folder.resolve("none")))
        .containsExactly(
            folder.resolve("none")
                + " cannot be read: there is no such file;"
                + " name a readable file with --config.my-cnf");
  }

  @Test
  void saysHowToNameADatabaseWhereNothingNamesOne() {
    assertThat(failure(Map.of("HOME", folder.toString())))
        .singleElement()
        .asString()
        .startsWith("no user to log in to the database with")
        .endsWith("or DATA_SOURCE_NAME");
  }

  @ParameterizedTest
  @ValueSource(strings = {"testhost", "testhost:", ":x", "a]:1", "[a]b]:1", "unix://"})
  void saysWhatIsWrongWithTheAddress(String address) {
    assertThat(
            failure(
                Map.of("HOME", folder.toString()),
                "--mysqld.username=u",
                "--mysqld.address=" + address))
        .singleElement()
        .asString()
        .startsWith("--mysqld.address ");
  }

  @Test
  void tellsAllProblemsTogether() throws IOException {
    Path file = optionFile("[client]\npassword = hunter2\nport = x\n");

    List<String> problems =
        failure(
            Map.of(),
            "--config.my-cnf=" + file,
            "--exporter.max_open_connections=0",
            "--exporter.lock_wait_timeout=-1",
            "--web.listen-address=9104",
            "--web.telemetry-path=metrics",
            "--timeout-offset=soon",
            "--log.level=loud",
            "--log.format=xml");

    assertThat(problems)
        .containsExactly(
            "--exporter.max_open_connections \"0\" is not a number from 1 to 1000",
            "--exporter.lock_wait_timeout \"-1\" is not a number from 0 to 2147483647",
            "--web.listen-address \"9104\" is not host:port, [ipv6]:port or :port",
            "--web.telemetry-path \"metrics\" is not a path that begins with / and is free",
            "--timeout-offset \"soon\" is not a number of seconds from 0 to 3600",
            "--log.level \"loud\" is none of debug, info, warn and error",
            "--log.format \"xml\" is neither logfmt nor json",
            "no user to log in to the database with: set user in section [client] of "
                + file
                + ", or --mysqld.username with MYSQLD_EXPORTER_PASSWORD, or DATA_SOURCE_NAME",
            file + ":3: port is not a port from 1 to 65535");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--exporter.max_open_connections=-1",
        "--exporter.max_open_connections=NaN",
        "--exporter.max_open_connections=two",
        "--exporter.max_open_connections=1001",
        "--exporter.query_timeout=-1",
        "--exporter.query_timeout=soon",
        "--timeout-offset=-1",
        "--timeout-offset=nan",
        "--timeout-offset=NaN",
        "--web.telemetry-path=",
        "--web.telemetry-path=/-/ready",
        "--log.format=JSON"
      })
  void refusesAFlagsBadValue(String argument) {
    String flag = argument.substring(0, argument.indexOf('='));

    assertThat(failure(DSN, argument)).singleElement().asString().startsWith(flag + " ");
  }

  @Test
  void tellsNothingOfAPasswordInABadDataSource() {
    assertThat(failure(Map.of("DATA_SOURCE_NAME", "root:hunter2@db:3306/")))
        .singleElement()
        .asString()
        .startsWith("DATA_SOURCE_NAME has an unknown network")
        .doesNotContain("hunter2");
  }

  @Test
  void doesNotShowAPasswordThatStandsInAnAddress() {
    assertThat(failure(Map.of(), "--mysqld.username=u", "--mysqld.address=u:hunter2@(db:3306)/"))
        .singleElement()
        .asString()
        .startsWith("--mysqld.address has an @: ")
        .doesNotContain("hunter2");
  }

  private Path optionFile(String content) throws IOException {
    return Files.writeString(folder.resolve(".my.cnf"), content);
  }

  private static Settings read(Map<String, String> environment, String... arguments)
      throws ConfigurationException {
    CommandLine line = CommandLine.parse(List.of(arguments), Flags.all(COLLECTORS));
    return SettingsReader.read(line, environment, COLLECTORS);
  }

  @ParameterizedTest
  @CsvSource({
    "--log.level=fatal, ERROR, LOGFMT",
    "--log.format=logger:stderr, INFO, LOGFMT",
    "--log.format=logger:stdout?json=true, INFO, JSON",
    "--log.format=logger:syslog?appname=bob&local=7, INFO, LOGFMT"
  })
  void readsOldValuesOfLogFlags(String argument, Level level, Format format)
      throws ConfigurationException {
    Settings settings = read(DSN, argument);

    assertThat(settings.logLevel()).isEqualTo(level);
    assertThat(settings.logFormat()).isEqualTo(format);
    assertThat(settings.warnings()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5d", "5f", "0x5", " 5", "5 ", "five", "", "nan", "inf", "-1"})
  void refusesWhatIsNoNumberToTheReference(String text) {
    assertThat(failure(DSN, "--exporter.max_open_connections=" + text))
        .containsExactly(
            "--exporter.max_open_connections \"%s\" is not a number from 1 to 1000"
                .formatted(text));
    assertThat(failure(DSN, "--timeout-offset=" + text)).hasSize(1);
  }

  @Test
  void takesThePasswordFromTheFileThatTheEnvironmentNames() throws Exception {
    Path password = Files.writeString(folder.resolve("password"), "p@\n");
    Map<String, String> environment = Map.of("MYSQLD_EXPORTER_PASSWORD_FILE", password.toString());

    Settings settings = read(environment, "--mysqld.username=u", "--config.my-cnf=");

    assertThat(settings.sections().own().password()).isEqualTo(new Secret("p@"));
  }

  @Test
  void refusesAPasswordAndAFileOfIt() {
    List<String> problems =
        failure(
            Map.of("MYSQLD_EXPORTER_PASSWORD", "hunter2", "MYSQLD_EXPORTER_PASSWORD_FILE", "/p"),
            "--mysqld.username=u");

    assertThat(problems)
        .containsExactly(
            "both MYSQLD_EXPORTER_PASSWORD and MYSQLD_EXPORTER_PASSWORD_FILE are set:"
                + " keep one of them");
  }

  @Test
  void readsOtherSectionsBesideADataSource() throws Exception {
    Path file = folder.resolve("my.cnf");
    Files.writeString(file, "[client]\nuser = x\n[client.b]\nhost = b\n[c]\nnothing\n");

    Sections sections = read(DSN, "--config.my-cnf=" + file).sections();

    assertThat(sections.own().user()).isEqualTo("u");
    assertThat(sections.targets()).containsOnlyKeys("client", "client.b");
    assertThat(sections.target("client.b").orElseThrow().options().lockWait())
        .contains(Duration.ofSeconds(2));
  }

  @Test
  void checksNoCertificateWhereTheFlagSaysSo() throws Exception {
    Path file = folder.resolve("my.cnf");
    Files.writeString(file, "[client]\nuser = x\n[b]\nuser = x\nssl-skip-verfication = 0\n");

    Sections sections =
        read(Map.of(), "--config.my-cnf=" + file, "--tls.insecure-skip-verify").sections();

    assertThat(sections.own().options().tls().mode()).isEqualTo(Tls.Mode.UNVERIFIED);
    assertThat(sections.target("b").orElseThrow().options().tls()).isEqualTo(Tls.OFF);
  }

  @Test
  void namesTheTargetsThatRequestsMayName() throws ConfigurationException {
    assertThat(read(DSN).probed()).isEqualTo(new Probed(List.of(), 64));
    Probed probed =
        read(
                DSN,
                "--probe.allow=db:1",
                "--probe.allow=10.0.0.0/8",
                "--probe.max_open_connections=9")
            .probed();
    assertThat(probed.allowed()).hasSize(2);
    assertThat(probed.maxSessions()).isEqualTo(9);
    assertThat(failure(DSN, "--probe.allow=10.0.0.0/99", "--probe.max_open_connections=0"))
        .containsExactly(
            "--probe.allow \"10.0.0.0/99\" is no host:port, network or unix://PATH",
            "--probe.max_open_connections \"0\" is not a number from 1 to 10000");
  }

  @Test
  void takesOldNamesByListAndOneByOneEachOnce() throws ConfigurationException {
    assertThat(read(DSN).oldNames()).isEmpty();
    assertThat(
            read(DSN, "--compat", "replica-names, exporter-names", "--compat=replica-names")
                .oldNames())
        .hasSize(2);
  }

  @Test
  void tellsWhichOldNamesThereAre() {
    assertThat(failure(DSN, "--compat=replica-names,replicas", "--compat="))
        .containsExactly(
            "--compat \"replicas\" is none of replica-names, processlist-names, exporter-names",
            "--compat \"\" is none of replica-names, processlist-names, exporter-names");
  }

  private static List<String> failure(Map<String, String> environment, String... arguments) {
    return catchThrowableOfType(ConfigurationException.class, () -> read(environment, arguments))
        .problems();
  }
}
