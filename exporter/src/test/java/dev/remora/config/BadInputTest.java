package dev.remora.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.catalog.Catalog;
import dev.remora.collector.Collector;
import dev.remora.mysql.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is in a file, a variable or the arguments, it is read or refused, and the password is in
 * nothing that is told.
 */
@Timeout(120)
class BadInputTest {
  private static final List<Collector> COLLECTORS = Catalog.collectors();
  private static final String PASSWORD = "qZ7wXv";

  private static final Pattern KEYED =
      Pattern.compile("password\\s*[=:]\\s*[\"'`]*(" + PASSWORD + "|\\$SECRET)");

  private static final String FILE =
      """
      # The database
      [client]
      user = exporter
      password = %1$s
      host = db.example.org
      port = 3306
      tls-server-name = db

      [client.staging]
      user = "staging"
      password = "%1$s"
      host = staging
      enable-cleartext-plugin
      ssl-skip-verfication = true
      [mysqld]
      skip-name-resolve
      !includedir /etc/mysql/conf.d
      [client.socket]
      user = `exporter`
      password = '%1$s'
      socket = /run/mysqld/mysqld.sock
      tls = preferred
      [other]
      user: %%(name)s
      password: $SECRET
      name = o\\
        ther
      [client.verified]
      host = verified
      ssl-ca = /none/ca.pem
      """
          .formatted(PASSWORD);

  private static final List<String> NAMES =
      List.of(
          "exporter:%s@(db:3306)/",
          "exporter:%s@tcp([::1]:3306)/db?timeout=5s&tls=skip-verify",
          "exporter:%s@unix(/run/mysqld/mysqld.sock)/?sql_mode=%%27%%27&readTimeout=1m30s",
          "$USER:%s$SECRET@(${HOST}:3306)/?lock_wait_timeout=2&allowCleartextPasswords=true");

  private static final List<String> MISTAKEN =
      List.of(
          "exporter:" + PASSWORD + "@db",
          "exporter:" + PASSWORD + "@db:3306",
          "exporter:" + PASSWORD + "@(db:3306)/",
          "exporter:p@" + PASSWORD + ":@unix(/run/mysqld.sock)/",
          "exporter:p=" + PASSWORD + "@db",
          "exporter:p@" + PASSWORD,
          "mysql://exporter:" + PASSWORD + "@db:3306/",
          "unix://exporter:" + PASSWORD + "@db");

  private static final Map<String, String> VARIABLES =
      Map.of("SECRET", PASSWORD, "USER", "u", "HOST", "h", "MYSQLD_EXPORTER_PASSWORD", PASSWORD);

  @TempDir private Path folder;
  private final List<String> told = new ArrayList<>();
  private int read;
  private int refused;

  @Test
  void readsOrRefusesAnyOptionFile() throws IOException {
    Mutations mutations = new Mutations(1);
    Path file = folder.resolve("my.cnf");
    for (int i = 0; i < 2_000; i++) {
      String text = mutations.of(FILE);
      Files.write(file, text.getBytes(StandardCharsets.UTF_8));
      read(VARIABLES, List.of("--config.my-cnf=" + file), text);
    }

    assertThat(read).isGreaterThan(200);
    assertThat(refused).isGreaterThan(200);
  }

  @Test
  void readsOrRefusesAnyDataSourceName() {
    Mutations mutations = new Mutations(2);
    for (int i = 0; i < 2_000; i++) {
      String name = mutations.of(mutations.any(NAMES).formatted(PASSWORD));
      Map<String, String> environment =
          Map.of("DATA_SOURCE_NAME", name, "SECRET", PASSWORD, "USER", "u", "HOST", "h");
      read(environment, List.of(), name);
    }

    assertThat(read).isGreaterThan(200);
    assertThat(refused).isGreaterThan(200);
  }

  @Test
  void readsOrRefusesAnyArguments() throws IOException {
    Mutations mutations = new Mutations(3);
    Path flags = Files.writeString(folder.resolve("flags"), "--log.level=warn\n");
    List<Flag> all = Flags.all(COLLECTORS);
    for (int i = 0; i < 500; i++) {
      List<String> arguments = new ArrayList<>(List.of("--mysqld.username=u", "--config.my-cnf="));
      for (int more = mutations.number(4); more >= 0; more--) {
        arguments.add(argument(mutations, mutations.any(all), flags));
      }
      int spoilt = mutations.number(2 * arguments.size());
      if (spoilt < arguments.size()) {
        arguments.set(spoilt, mutations.of(arguments.get(spoilt)));
      }
      read(VARIABLES, arguments, arguments.toString());
    }

    assertThat(read).isGreaterThan(50);
    assertThat(refused).isGreaterThan(50);
  }

  /** Whoever takes one flag for another, or an address for a DSN, does not find it in the log. */
  @Test
  void tellsNoPasswordThatIsTheValueOfAnyFlag() {
    List<Flag> all = Flags.all(COLLECTORS);
    for (String value : MISTAKEN) {
      for (Flag flag : all) {
        for (List<String> given :
            List.of(
                List.of("--" + flag.name() + "=" + value),
                List.of("--" + flag.name(), value),
                List.of("-" + flag.name() + "=" + value),
                List.of("-" + flag.name(), value),
                List.of("-" + flag.name() + "-" + value),
                List.of("--" + flag.name() + "-" + value))) {
          List<String> arguments = new ArrayList<>(given);
          arguments.add("--config.my-cnf=");
          if (!flag.name().equals(Flags.USERNAME)) {
            arguments.add("--mysqld.username=u");
          }
          read(Map.of(), arguments, arguments.toString());
          read(Map.of("DATA_SOURCE_NAME", "u:p@/"), given, given.toString());
        }
      }
      read(Map.of(), List.of("@" + value), value);
      read(Map.of(), List.of(value), value);
      read(Map.of(), List.of("--" + value), value);
      read(Map.of(), List.of("-" + value), value);
    }
    read(Map.of(), List.of("-p" + PASSWORD), "-p");
    read(Map.of(), List.of("-password=" + PASSWORD), "-password");

    assertThat(refused).isGreaterThan(1_000);
  }

  private static String argument(Mutations mutations, Flag flag, Path file) {
    return switch (mutations.number(6)) {
      case 0 -> "@" + file;
      case 1 -> "--no-" + flag.name();
      case 2 -> "-" + flag.name() + "=" + flag.defaultValue();
      case 3 -> "--" + flag.name();
      default ->
          flag.kind() == Flag.Kind.SWITCH
              ? "--" + flag.name()
              : "--" + flag.name() + "=" + flag.defaultValue();
    };
  }

  /** Reads it as the program would, and looks at all that it would tell. */
  private void read(Map<String, String> environment, List<String> arguments, String input) {
    told.clear();
    try {
      CommandLine line = CommandLine.parse(arguments, Flags.all(COLLECTORS));
      Settings settings = SettingsReader.read(line, environment, COLLECTORS);
      read++;
      told.addAll(settings.warnings());
      new Origins(line, environment, "flag")
          .flags(Flags.all(COLLECTORS))
          .forEach(origin -> told.add(origin.value()));
      Sections sections = settings.sections();
      sections.problems().values().forEach(problem -> told.addAll(problem.problems()));
      sections.targets().values().forEach(target -> told.add(target.address().toString()));
      if (environment.isEmpty()) {
        sections.targets().values().forEach(target -> told.add(target.user()));
      }
      told.add(sections.from());
      told.addAll(sections.replacedVariables());
      if (!environment.containsKey(DataSourceName.VARIABLE) && hasKeysForPasswords(input)) {
        tellWhom(sections, new Origins(line, environment, "flag"));
      }
    } catch (ConfigurationException e) {
      refused++;
      told.addAll(e.problems());
      assertThat(e.problems()).as(input).isNotEmpty();
    } catch (RuntimeException e) {
      throw new AssertionError("neither read nor refused: " + input, e);
    }
    assertThat(told).as(input).noneMatch(text -> text.contains(PASSWORD));
  }

  /** Of what stands behind a key that was spoilt nobody can say that it is a password. */
  private static boolean hasKeysForPasswords(String input) {
    String others = KEYED.matcher(input).replaceAll("");
    return !others.contains(PASSWORD) && !others.contains("SECRET");
  }

  /** What servers tell of us, and what a check tells of the file. */
  private void tellWhom(Sections sections, Origins origins) throws ConfigurationException {
    for (Map.Entry<String, Target> section : sections.targets().entrySet()) {
      Target target = section.getValue();
      told.add(target.user());
      told.add(target.options().tls().serverName());
      for (Origin origin : origins.section(section.getKey(), target)) {
        told.add(origin.value());
      }
    }
  }
}
