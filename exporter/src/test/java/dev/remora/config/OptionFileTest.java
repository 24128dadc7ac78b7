package dev.remora.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionFileTest {
  @TempDir private Path folder;

  // The quoting of this table is turned off: '~' is in none of its values.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          password = abc           | abc
          password=abc             | abc
          password : abc           | abc
          password = a=b:c         | a=b:c
          password = abc # x       | abc # x
          password = abc;x         | abc;x
          password = abc#d         | abc#d
          password = "abc#d;e"     | abc#d;e
          password = "abc"def      | abc
          password = "a\\"b"       | a"b
          password = "a"b"c        | a"b
          password = ""            | ~~
          password = `a"b`         | a"b
          password = `a\\`b`       | a\\`b
          password = \"""a"b\"""   | a"b
          password = 'abc'         | abc
          password = 'a b'         | a b
          password = 'a'b'         | 'a'b'
          password = ''            | ~~
          password = '             | '
          password = 'abc          | 'abc
          password = abc'          | abc'
          password = 'a"b'         | a"b
          password = a"b"          | a"b"
          password =               | ~~
          password                 | true
          "password" = abc         | abc
          `password` : abc         | abc
          \"""password\""" = a=b   | a=b
          password = pa$$word      | pa$$word
          password = %(user)s      | %(user)s
          password = abc       | abc
          password = abc           | abc
          "password"               | true
          "password" and more      | true
          pass\\word               | ~(no such key)~
          " password " = abc       | abc
          'password'               | true
          password = a\\\\b         | a\\\\b
          password = pä€\uD83D\uDE00 | pä€\uD83D\uDE00
          """)
  void readsAValue(String line, String expected) throws Exception {
    OptionFile file = read("[client]\n  " + line + "  \nuser = root\n");

    assertThat(text(file, "client", "password")).isEqualTo(expected);
    assertThat(text(file, "client", "user")).isEqualTo("root");
  }

  @Test
  void keepsBlanksInsideQuotes() throws Exception {
    OptionFile file = read("[client]\npassword = \" a \"\n");

    assertThat(text(file, "client", "password")).isEqualTo(" a ");
  }

  @Test
  void joinsALineThatEndsInABackslashWithTheNext() throws Exception {
    OptionFile file = read("[client]\npassword = a\\\n  b\\\n  c\nuser = root\n");

    assertThat(text(file, "client", "password")).isEqualTo("abc");
    assertThat(text(file, "client", "user")).isEqualTo("root");
  }

  @Test
  void goesOnToTheLineWithTheClosingQuote() throws Exception {
    OptionFile file = read("[client]\npassword = \"a\n b\nc\" x\nuser = root\n");

    assertThat(text(file, "client", "password")).isEqualTo("a\n b\nc");
    assertThat(text(file, "client", "user")).isEqualTo("root");
  }

  @Test
  void knowsTheLineOfEveryValue() throws Exception {
    OptionFile file = read("# comment\n\n[client]\npassword = \"a\nb\"\nuser = root\n");

    assertThat(file.section("client").get("password"))
        .isEqualTo(new OptionFile.Value(4, "a\nb", false));
    assertThat(file.section("client").get("user"))
        .isEqualTo(new OptionFile.Value(6, "root", false));
  }

  @Test
  void passesOverCommentsAndEmptyLines() throws Exception {
    OptionFile file = read("# a = 1\n; b = 2\n\n   # c = 3\n\t;\n[client]\n#user = x\n");

    assertThat(file.sections()).containsOnlyKeys("client");
    assertThat(file.section("client")).isEmpty();
  }

  @Test
  void takesTheNameOfASectionAsItIsWritten() throws Exception {
    OptionFile file =
        read("[client]\nuser=a\n[ client ]\nuser=b\n[Client]\nuser=c\n[a]b] # x\nuser=d\n");

    assertThat(text(file, "client", "user")).isEqualTo("a");
    assertThat(text(file, " client ", "user")).isEqualTo("b");
    assertThat(text(file, "Client", "user")).isEqualTo("c");
    assertThat(text(file, "a]b", "user")).isEqualTo("d");
    assertThat(file.section("other")).isEmpty();
  }

  @Test
  void mergesRepeatedSectionsAndLetsTheLastValueWin() throws Exception {
    OptionFile file = read("[client]\nuser=a\nhost=h\n[mysql]\nuser=x\n[client]\nuser=b\nuser=c\n");

    assertThat(text(file, "client", "user")).isEqualTo("c");
    assertThat(text(file, "client", "host")).isEqualTo("h");
  }

  @Test
  void tellsKeysApartByCase() throws Exception {
    OptionFile file = read("[client]\nUser=a\nuser=b\n");

    assertThat(text(file, "client", "User")).isEqualTo("a");
    assertThat(text(file, "client", "user")).isEqualTo("b");
  }

  @Test
  void takesLinesOfOtherProgramsForSwitches() throws Exception {
    OptionFile file = read("[mysqld]\nskip-name-resolve\n!includedir /etc/mysql\n[client]\n");

    assertThat(text(file, "mysqld", "skip-name-resolve")).isEqualTo("true");
    assertThat(text(file, "mysqld", "!includedir /etc/mysql")).isEqualTo("true");
  }

  @Test
  void takesAByteOrderMarkAndWindowsLines() throws Exception {
    OptionFile file = read("\uFEFF[client]\r\nuser = root\r\npassword = a b\r\n");

    assertThat(text(file, "client", "user")).isEqualTo("root");
    assertThat(text(file, "client", "password")).isEqualTo("a b");
  }

  @Test
  void tellsAllBadLinesTogether() throws Exception {
    ConfigurationException e =
        failure("[client\nuser = root\n= x\n[mysql]\n: y\npassword = \"hunter2\nhost = db\n");

    assertThat(e.problems())
        .containsExactly(
            path() + ":1: the section's name has no closing ]",
            path() + ":3: there is no key before the =",
            path() + ":5: there is no key before the :",
            path() + ":6: the value has no closing \"");
    assertThat(e).hasMessageNotContaining("hunter2");
  }

  @Test
  void saysWhenThereIsNoFile() {
    ConfigurationException e = failure();

    assertThat(e)
        .hasMessage(
            path()
                + " cannot be read: there is no such file;"
                + " name a readable file with --config.my-cnf");
  }

  @Test
  void saysWhenItIsADirectory() throws IOException {
    Files.createDirectory(path());

    assertThat(failure()).hasMessageContaining("cannot be read: it is a directory");
  }

  @Test
  void passesOverBytesThatAreNoText() throws Exception {
    Files.write(path(), "# für alle\n[client]\nuser = u\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(text(OptionFile.read(path()), "client", "user")).isEqualTo("u");
  }

  @Test
  void endsLinesAtLineFeedsAlone() throws Exception {
    OptionFile file = read("[client]\nuser = a\rb\npassword = \"x\r\ny\"\r\n");

    assertThat(text(file, "client", "user")).isEqualTo("a\rb");
    assertThat(text(file, "client", "password")).isEqualTo("x\r\ny");
  }

  @Test
  void keepsTheBlanksInAValueOfSeveralLines() throws Exception {
    OptionFile file = read("[client]\npassword = \"a  \n \\\"b  \" x\nuser = u\n");

    assertThat(text(file, "client", "password")).isEqualTo("a  \n \\\"b  ");
    assertThat(text(file, "client", "user")).isEqualTo("u");
  }

  @Test
  void endsAValueAtAnEmptyLineBehindABackslash() throws Exception {
    OptionFile file = read("[client]\npassword = a\\\\\n\nuser = u\n[b]\npassword = b\\");

    assertThat(text(file, "client", "password")).isEqualTo("a\\");
    assertThat(text(file, "client", "user")).isEqualTo("u");
    assertThat(text(file, "b", "password")).isEqualTo("b");
  }

  @Test
  void refusesNamesOfNothing() throws IOException {
    assertThat(failure("[]\n\"\"\n\"\" = x\n").problems())
        .containsExactly(
            path() + ":1: the section has no name",
            path() + ":2: there is no key",
            path() + ":3: there is no key before the =");
  }

  @Test
  void refusesAFileThatIsNoOptionFileByItsSize() throws IOException {
    assertThat(failure("#".repeat(SmallFile.MAX_BYTES + 1)))
        .hasMessageContaining("cannot be read: it is larger than 1 MiB;");
  }

  @Test
  void readsALongLine() throws Exception {
    String password = "x".repeat(100_000);

    assertThat(text(read("[client]\npassword = " + password), "client", "password"))
        .isEqualTo(password);
  }

  private static String text(OptionFile file, String section, String key) {
    OptionFile.Value value = file.section(section).get(key);
    return value == null ? "(no such key)" : value.text();
  }

  private OptionFile read(String content) throws IOException, ConfigurationException {
    Files.writeString(path(), content);
    return OptionFile.read(path());
  }

  private ConfigurationException failure(String content) throws IOException {
    Files.writeString(path(), content);
    return failure();
  }

  private ConfigurationException failure() {
    return catchThrowableOfType(ConfigurationException.class, () -> OptionFile.read(path()));
  }

  private Path path() {
    return folder.resolve("my.cnf");
  }
}
