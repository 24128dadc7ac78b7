package dev.remora.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "_", ":", "mysql_up", "A9", "job:mysql_up:rate5m", "__a__"})
  void takesMetricNames(String name) {
    assertThat(Names.isMetricName(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "9a", "a-b", "a.b", "a b", " a", "a\n", "ä", "a\u0660", "a{", "\uD83D\uDE00"})
  void refusesWhatIsNoMetricName(String name) {
    assertThat(Names.isMetricName(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "_", "__name__", "le", "A9_z"})
  void takesLabelNames(String name) {
    assertThat(Names.isLabelName(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "9", "a:b", ":", "a-b", "a.b", "a\"", "ä", "a\u0000"})
  void refusesWhatIsNoLabelName(String name) {
    assertThat(Names.isLabelName(name)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Threads_running                            | threads_running
          validate_password.dictionary_file          | validate_password_dictionary_file
          a--b                                       | a__b
          ABCXYZ_019                                 | abcxyz_019
          @[`{                                       | ____
          9lives                                     | 9lives
          'two words'                                | two_words
          Größe                                      | gr__e
          \uD83D\uDE00x                              | _x
          \uD83D\uDE00\uD83D\uDE00                   | __
          ''                                         | ''
          """)
  void sanitisesOneCharacterToOneUnderscore(String text, String expected) {
    assertThat(Names.sanitised(text)).isEqualTo(expected);
  }

  @Test
  void sanitisesHalfOfASurrogatePair() {
    String text = "a\uD83Db\uDE00\uD83D";

    String name = Names.sanitised(text);

    assertThat(name).isEqualTo("a_b__");
  }
}
