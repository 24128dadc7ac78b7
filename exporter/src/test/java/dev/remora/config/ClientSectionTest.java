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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientSectionTest {
  private static final Address FLAG = Address.parse("localhost:3306");
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
        ClientSection.target(
            file("[client]\nuser = root\nhost = h\n"),
            new References(Map.of()),
            Address.parse("unix:///run/mysqld.sock"),
            "",
            Secret.NONE);

    assertThat(target.address()).hasToString("/run/mysqld.sock");
  }

  @Test
  void prefersTheFileToFlagAndEnvironment() throws ConfigurationException {
    Target target =
        ClientSection.target(
            file("[client]\nuser = root\npassword = abc\n"),
            new References(Map.of()),
            FLAG,
            "other",
            new Secret("def"));

    assertThat(target.user()).isEqualTo("root");
    assertThat(target.password()).isEqualTo(new Secret("abc"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[client]\n", "[client]\nuser =\npassword =\n", "[mysql]\nuser=x\n"})
  void takesFlagAndEnvironmentWhereTheFileSaysNothing(String content)
      throws ConfigurationException {
    Target target =
        ClientSection.target(
            file(content), new References(Map.of()), FLAG, "other", new Secret("def"));

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
          %(user)s           | %(user)s
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
          """)
  void choosesHowToEncrypt(String lines, Tls expected) throws ConfigurationException {
    String text = "user = root\n" + lines.replace("\\n", "\n");

    assertThat(target(text).options().tls()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "t", "T", "true", "True", "YES", "y", "on", "On"})
  void allowsThePasswordAsClearText(String yes) throws ConfigurationException {
    assertThat(target("user = root\nenable-cleartext-plugin = " + yes).options())
        .extracting(SessionOptions::cleartextPasswords)
        .isEqualTo(true);
  }

  @Test
  void passesOverKeysOfOtherPrograms() throws ConfigurationException {
    Target target =
        target("user = root\ndatabase = x\nprotocol = tcp\ndefault-character-set = utf8");

    assertThat(target.options()).isEqualTo(SessionOptions.DEFAULT);
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
            ssl-ca = /ca.pem
            tls-min-version = TLSv1.2
            """);

    assertThat(e.problems())
        .hasSize(6)
        .contains(
            path() + ":3: port is not a port from 1 to 65535",
            path() + ":4: tls is none of true, false, skip-verify and preferred",
            path() + ":5: enable-cleartext-plugin is neither true nor false",
            path()
                + ":6: ssl-ca cannot be honoured by this version, and to ignore it would be unsafe",
            path()
                + ":7: tls-min-version cannot be honoured by this version,"
                + " and to ignore it would be unsafe");
    assertThat(e).hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "-1", "65536", "3306x", "0x", "99999999999", "33 06"})
  void refusesWhatIsNoPort(String port) {
    assertThat(failure("[client]\nuser = root\nport = " + port + "\n").problems())
        .containsExactly(path() + ":3: port is not a port from 1 to 65535");
  }

  private Target target(String lines) throws ConfigurationException {
    return ClientSection.target(
        file("[client]\n" + lines + "\n"), new References(ENVIRONMENT), FLAG, "", Secret.NONE);
  }

  private ConfigurationException failure(String content) {
    return catchThrowableOfType(
        ConfigurationException.class,
        () -> ClientSection.target(file(content), new References(Map.of()), FLAG, "", Secret.NONE));
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
