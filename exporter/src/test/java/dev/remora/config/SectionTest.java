package dev.remora.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.remora.mysql.Address;
import dev.remora.mysql.Secret;
import dev.remora.mysql.SessionOptions;
import dev.remora.mysql.Target;
import dev.remora.mysql.Tls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SectionTest {
  private static final Address FLAG = Address.parse("localhost:3306");
  private static final String RUN_ON =
      "has run into the next line: close its quote, or take the \\ from its end";
  private static final Gaps GAPS = new Gaps(FLAG, "", "", "");
  private static final Map<String, String> ENVIRONMENT = Map.of("HOMEX", "hx", "EMPTY", "");

  @TempDir private Path folder;

  @Test
  void namesUserPasswordAndAddress() throws ConfigurationException {
    Target target = target("user = root\npassword = abc\nhost = server2\nport = 3308");

    assertThat(target.user()).isEqualTo("root");
    assertThat(target.password()).isEqualTo(new Secret("abc"));
    assertThat(target.address()).hasToString("server2:3308");
    assertThat(target.options()).isEqualTo(SessionOptions.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                        | localhost:3306
          host = server2                            | server2:3306
          host =                                    | localhost:3306
          host = ::1                                | [::1]:3306
          port = 3308                               | localhost:3308
          port =                                    | localhost:3306
          port = 0                                  | localhost:3306
          port = 0x1F                               | localhost:31
          port = 010                                | localhost:8
          port = 0o17                               | localhost:15
          port = 0b11                               | localhost:3
          port = 3_308                              | localhost:3308
          port = +3308                              | localhost:3308
          port = 65535                              | localhost:65535
          socket = /var/lib/mysql/mysql.sock        | /var/lib/mysql/mysql.sock
          socket = unix:///run/mysqld.sock          | /run/mysqld.sock
          socket =                                  | localhost:3306
          socket = /s.sock\\nhost = h\\nport = 1    | /s.sock
          """)
  void fillsGapsOfTheAddressFromTheFlag(String lines, String expected)
      throws ConfigurationException {
    String text = "user = root\n" + lines.replace("\\n", "\n");

    assertThat(target(text).address()).hasToString(expected);
  }

  @Test
  void prefersTheSocketOfTheFlagToTheHostOfTheFile() throws ConfigurationException {
    Target target =
        target(
            file("[client]\nuser = root\nhost = h\n"),
            new Gaps(Address.parse("unix:///run/mysqld.sock"), "", "", ""));

    assertThat(target.address()).hasToString("/run/mysqld.sock");
  }

  @Test
  void prefersTheFileToFlagAndEnvironment() throws ConfigurationException {
    Target target =
        target(file("[client]\nuser = root\npassword = abc\n"), new Gaps(FLAG, "other", "def", ""));

    assertThat(target.user()).isEqualTo("root");
    assertThat(target.password()).isEqualTo(new Secret("abc"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[client]\n", "[client]\nuser =\npassword =\n", "[mysql]\nuser=x\n"})
  void takesFlagAndEnvironmentWhereTheFileSaysNothing(String content)
      throws ConfigurationException {
    Target target = target(file(content), new Gaps(FLAG, "other", "def", ""));

    assertThat(target.user()).isEqualTo("other");
    assertThat(target.password()).isEqualTo(new Secret("def"));
  }

  @Test
  void doesWithoutAPassword() throws ConfigurationException {
    assertThat(target("user = root").password()).isEqualTo(Secret.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          pa${HOMEX}$1$      | pahx$1$
          pa$HOMEX           | pahx
          pa$(HOMEX)         | pahx
          "pa$HOMEX"         | pahx
          'pa$HOMEX'         | pahx
          pa$$word           | pa$$word
          pa$UNSET           | pa$UNSET
          a${EMPTY}b         | ab
          %(user)s           | root
          %(users)s          | %(users)s
          a%(HOMEX)s%(user)s | a%(HOMEX)s%(user)s
          %(a) %(user)s      | %(a) root
          %()s%(user)s       | %()sroot
          %(a)b)s            | %(a)b)s
          """)
  void replacesVariablesThatAreSet(String value, String expected) throws ConfigurationException {
    assertThat(target("user = root\npassword = " + value).password())
        .isEqualTo(new Secret(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                            | OFF
          tls =                                         | OFF
          tls = false                                   | OFF
          tls = true                                    | VERIFIED
          tls = preferred                               | PREFERRED
          tls = skip-verify                             | UNVERIFIED
          ssl-skip-verfication = true                   | UNVERIFIED
          ssl-skip-verification = 1                     | UNVERIFIED
          ssl-skip-verfication                          | UNVERIFIED
          ssl-skip-verfication = off                    | OFF
          tls = true\\nssl-skip-verfication = ON        | UNVERIFIED
          tls = true\\nssl-skip-verfication = No        | VERIFIED
          tls-min-version = TLSv1.2                     | VERIFIED
          tls-max-version = TLSv1.2                     | VERIFIED
          tls-server-name = db                          | VERIFIED
          tls = false\\ntls-server-name = db            | VERIFIED
          ssl-mode = disabled                           | OFF
          ssl-mode = PREFERRED                          | PREFERRED
          ssl-mode = REQUIRED                           | UNVERIFIED
          ssl-mode = VERIFY_CA                          | ISSUER_VERIFIED
          ssl-mode = VERIFY_IDENTITY                    | VERIFIED
          ssl-mode = DISABLED\\ntls = true              | VERIFIED
          ssl-mode = REQUIRED\\ntls-server-name = db    | VERIFIED
          ssl-mode = VERIFY_CA\\ntls-server-name = db   | ISSUER_VERIFIED
          """)
  void choosesHowToEncrypt(String lines, Tls.Mode expected) throws ConfigurationException {
    String text = "user = root\n" + lines.replace("\\n", "\n");

    assertThat(target(text).options().tls().mode()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "t", "T", "true", "True", "YES", "y", "on", "On"})
  void allowsThePasswordAsClearText(String yes) throws ConfigurationException {
    assertThat(target("user = root\nenable-cleartext-plugin = " + yes).options())
        .extracting(SessionOptions::cleartextPasswords)
        .isEqualTo(true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                      | PT5S
          connect-timeout = 20    | PT20S
          connect-timeout = 0     | PT5S
          connect-timeout =       | PT5S
          connect_timeout = 20    | PT20S
          """)
  void waitsForAConnectionAsLongAsItSays(String line, Duration expected)
      throws ConfigurationException {
    assertThat(target("user = root\n" + line).options().connectTimeout()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''               | false
          compress         | true
          compress = 1     | true
          compress = false | false
          """)
  void compressesWhereItSaysSo(String line, boolean expected) throws ConfigurationException {
    assertThat(target("user = root\n" + line).options().compression()).isEqualTo(expected);
  }

  @Test
  void passesOverKeysOfOtherPrograms() throws ConfigurationException {
    Target target =
        target(
            "user = root\ndatabase = x\nprotocol = tcp\ndefault-character-set = utf8\n"
                + "default-auth = sha256_password\nplugin-dir = /x\nget-server-public-key");

    assertThat(target.options()).isEqualTo(SessionOptions.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          client.a     | user = a                  | a@fh:1 p
          client.a     | host = h                  | root@h:1 p
          client.a     | password = q              | root@fh:1 q
          client.a     | password =                | root@fh:1 -
          client.a     | socket = /s               | root@/s p
          client.a     | port =                    | root@fh:3306 p
          client.a.b   | port = 7                  | root@fh:7 p
          client.a.b.c | user = %(host)s2          | fh2@fh:1 p
          client.a.b.c | user = %(user)s2          | %(user)s2@fh:1 p
          client_a     | user = a                  | a@127.0.0.1:3306 -
          other        | user = a\\nport = 7       | a@127.0.0.1:7 -
          mysqld       | user = a\\npassword = $PW | a@127.0.0.1:3306 secret
          """)
  void takesFromItsParentsWhatItDoesNotSay(String name, String lines, String expected)
      throws ConfigurationException {
    OptionFile file =
        file("[client]\nuser = root\n[%s]\n%s\n".formatted(name, lines.replace("\\n", "\n")))
            .filled("client", new Gaps(Address.parse("fh:1"), "flag", "p", ""));

    Target target =
        new Section(file, name, new References(Map.of("PW", "secret")), new HashSet<>())
            .target(false);

    String password = target.password().value();
    assertThat(target.user() + "@" + target.address() + " " + (password.isEmpty() ? "-" : password))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "'secret', secret",
    "'secret\n', secret",
    "'secret\r\n', secret",
    "'a b \n', 'a b '",
    "'', ''"
  })
  void readsThePasswordFromAFile(String content, String expected) throws Exception {
    String bytes = content.replace("\\n", "\n").replace("\\r", "\r");
    Path password = Files.writeString(folder.resolve("password"), bytes);

    assertThat(target("user = root\npassword-file = " + password).password().value())
        .isEqualTo(expected);
  }

  @Test
  void saysWhatIsWrongWithAPasswordFile() throws IOException {
    Path password = Files.write(folder.resolve("password"), new byte[] {(byte) 0xFF});

    assertThat(failure("[client]\nuser = u\npassword-file = " + password).problems())
        .containsExactly(path() + ":3: password-file " + password + " is not UTF-8 text");
    assertThat(failure("[client]\nuser = u\npassword-file = /none\npassword = hunter2").problems())
        .containsExactly(
            path() + ":3: password-file stands beside a password: keep one of them",
            path() + ":3: password-file /none cannot be read: there is no such file");
  }

  @Test
  void meansTheDefaultSectionByANameOfItsOwn() throws ConfigurationException {
    Target target =
        target(file("user = dflt\n[client]\nuser = %(user)s2\npassword = %(none)s\n"), GAPS);

    assertThat(target.user()).isEqualTo("dflt2");
    assertThat(target.password()).isEqualTo(new Secret("%(none)s"));
  }

  @Test
  void endsWhatNamesItself() throws ConfigurationException {
    assertThat(target("user = u\npassword = %(a)s\na = %(b)s\nb = %(a)s").password())
        .isEqualTo(new Secret("%(b)s"));
    assertThat(failure("[client]\nuser = u\npassword = %(a)s\na = %(a)s%(a)s\n").problems())
        .containsExactly(path() + ":3: password grows without end by what it names");
  }

  @Test
  void refusesBytesThatAreNoTextWhereTheyAreUsed() throws IOException {
    Files.write(
        path(), "[client]\nuser = f\u00fcr\nxyz = \u00fc\n".getBytes(StandardCharsets.ISO_8859_1));

    ConfigurationException e =
        catchThrowableOfType(
            ConfigurationException.class, () -> target(OptionFile.read(path()), GAPS));

    assertThat(e.problems()).containsExactly(path() + ":2: user is not UTF-8 text");
  }

  @Test
  void refusesWhatIsNoFile() {
    assertThat(failure("[client]\nuser = u\npassword-file = a\0b\nssl-ca = /\n").problems())
        .containsExactly(
            path() + ":3: password-file is not the name of a file",
            path() + ":4: ssl-ca / cannot be read: it is a directory");
    assertThat(failure("[client]\nuser = u\npassword-file = /dev/zero").problems())
        .containsExactly(
            path() + ":3: password-file /dev/zero cannot be read: it is larger than 1 MiB");
  }

  @Test
  void refusesWhatHasRunIntoAValueFromTheNextLine() {
    ConfigurationException e =
        failure(
            """
            [client]
            user = "exporter
            password = "hunter2"
            host = "db
            password = "hunter2"
            """);

    assertThat(e.problems())
        .containsExactly(path() + ":2: user " + RUN_ON, path() + ":4: host " + RUN_ON);
    assertThat(failure("[client]\nuser = u\nsocket = unix://").problems())
        .containsExactly(path() + ":3: socket has no path");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "socket = \"/s\npassword = \"hunter2\"",
        "socket = /s\\\npassword = hunter2",
        "socket = /spassword = hunter2",
        "socket = `/s\n\npassword = `hunter2",
        "socket = %(a)s\na = /s\\\npassword = hunter2",
        "socket = /s\nhost = \"db\npassword=\"hunter2\"",
        "ssl-cert = \"/s\npassword=\"hunter2\"",
        "tls-server-name = db\\\npassword: hunter2",
        "user = exporter pasword=hunter2",
        "user = exporterpasword=hunter2",
        "user = exporter passwd: hunter2",
        "user = exporter Pwd: hunter2",
        "user = exporter geheimnis=hunter2",
        "user = `exporter pasword=hunter2`",
        "socket = /s pasword=hunter2",
        "socket = /sPassWort = hunter2",
        "socket = /s.sockpssword=hunter2",
        "tls-server-name = dbpwd=hunter2",
        "ssl-ca = /s/ca.pem passwd : hunter2",
        "password-file = /pwpass = hunter2"
      })
  void refusesItInEveryKeyThatIsShown(String lines) {
    ConfigurationException e = failure("[client]\nuser = u\n" + lines);

    assertThat(e.problems()).singleElement().asString().endsWith(RUN_ON);
  }

  @Test
  void refusesTheKeyOfAPasswordWithALetterTooFewOrInTheWrongPlace() {
    String key = "password";
    for (int i = 0; i < key.length(); i++) {
      String fewer = key.substring(0, i) + key.substring(i + 1);
      int next = Math.min(i + 1, fewer.length());
      String moved = fewer.substring(0, next) + key.charAt(i) + fewer.substring(next);
      for (String spoilt : List.of(fewer, moved)) {
        assertThat(problems("socket = /run/s" + spoilt + "=hunter2"))
            .as(spoilt)
            .singleElement()
            .asString()
            .endsWith(RUN_ON);
      }
    }
  }

  @Test
  void passesOverAKeyThatIsMisspeltOnALineOfItsOwn() throws ConfigurationException {
    Target target = target("user = u\npasword = hunter2\nhost = db");

    assertThat(target.toString()).doesNotContain("hunter2");
    assertThat(target.password()).isEqualTo(Secret.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user = exporter:hunter2@db",
        "host = exporter:hunter2@db",
        "host = hunter2@db",
        "host = db:hunter2",
        "host = dbpasword:hunter2",
        "socket = unix://exporter:hunter2@db"
      })
  void refusesAPasswordBeforeAnAtInEveryKeyThatIsLogged(String line) {
    assertThat(failure("[client]\nuser = u\n" + line).problems())
        .singleElement()
        .asString()
        .startsWith(path() + ":3: ")
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssl-ca = /s/\\\n  c.pem",
        "host = d\\\nb",
        "user = a:b",
        "user = the exporter",
        "host = fe80::1%eth0",
        "socket = /cloudsql/project:compass:database",
        "ssl-ca = /etc/env=prod/ca.pem",
        "password = \"a\nhost = x\"",
        "host = db\\\n"
      })
  void takesAValueOfSeveralLinesThatAreNoSettings(String lines) {
    assertThat(problems(lines)).noneMatch(problem -> problem.endsWith(RUN_ON));
  }

  @Test
  void doesNotShowWhatTwoLinesMadeOfAPath() {
    assertThat(failure("[client]\nuser = u\npassword-file = /run/key=hunter2").problems())
        .containsExactly(path() + ":3: password-file cannot be read: there is no such file");
  }

  @Test
  void saysHowToNameAUser() {
    assertThat(failure("[client]\npassword = hunter2\n"))
        .hasMessageStartingWith("no user to log in to the database with: set user in section")
        .hasMessageContaining(path().toString())
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void tellsAllProblemsTogetherWithTheirLines() {
    ConfigurationException e =
        failure(
            """
            [client]
            password = hunter2
            port = abc
            tls = custom
            enable-cleartext-plugin = perhaps
            connect-timeout = 5s
            compress = often
            ssl-mode = ON
            tls-min-version = TLSv1.3
            tls-max-version = TLSv1.2
            ssl-ca = /no/ca.pem
            """);

    assertThat(e.problems())
        .hasSize(9)
        .contains(
            path() + ":3: port is not a port from 1 to 65535",
            path() + ":4: tls is none of true, false, skip-verify and preferred",
            path() + ":5: enable-cleartext-plugin is neither true nor false",
            path() + ":6: connect-timeout is not a number of seconds",
            path() + ":7: compress is neither true nor false",
            path()
                + ":8: ssl-mode is none of DISABLED, PREFERRED, REQUIRED, VERIFY_CA and"
                + " VERIFY_IDENTITY",
            path() + ":9: tls-min-version is newer than tls-max-version",
            path() + ":11: ssl-ca /no/ca.pem cannot be read: there is no such file");
    assertThat(e).hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abc",
        "-1",
        "65536",
        "3306x",
        "0x",
        "08",
        "#1F",
        "_1",
        "1_",
        "1__0",
        "0x-1",
        "99999999999",
        "33 06"
      })
  void refusesWhatIsNoPort(String port) {
    assertThat(failure("[client]\nuser = root\nport = " + port + "\n").problems())
        .containsExactly(path() + ":3: port is not a port from 1 to 65535");
  }

  private Target target(String lines) throws ConfigurationException {
    return target(file("[client]\n" + lines + "\n"), GAPS);
  }

  private static Target target(OptionFile file, Gaps gaps) throws ConfigurationException {
    return new Section(
            file.filled("client", gaps), "client", new References(ENVIRONMENT), new HashSet<>())
        .target(false);
  }

  private ConfigurationException failure(String content) {
    return catchThrowableOfType(ConfigurationException.class, () -> target(file(content), GAPS));
  }

  private List<String> problems(String lines) {
    try {
      target("user = root\n" + lines);
      return List.of();
    } catch (ConfigurationException e) {
      return e.problems();
    }
  }

  private OptionFile file(String content) throws ConfigurationException {
    try {
      Files.writeString(path(), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return OptionFile.read(path());
  }

  private Path path() {
    return folder.resolve("my.cnf");
  }
}
