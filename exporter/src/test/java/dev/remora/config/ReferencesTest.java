package dev.remora.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencesTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("A", "one", "AB", "two", "_x9", "three", "EMPTY", "", "DOLLAR", "$A", "a", "low");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
          """
          $A            | one
          ${A}          | one
          $(A)          | one
          x$A           | xone
          $A-$A         | one-one
          $A$AB         | onetwo
          ${A}B         | oneB
          $(A)B         | oneB
          $AB           | two
          $_x9.         | three.
          <$EMPTY>      | <>
          <${EMPTY}>    | <>
          $a            | low
          $$A           | $one
          $${A}         | $one
          $A$           | one$
          $(A           | $(A
          ${A           | ${A
          $DOLLAR       | $A
          $(DOLLAR)A    | $AA
          ${UNSET$A}    | ${UNSETone}
          """)
  void areReplacedByVariablesThatAreSet(String text, String expected) {
    assertThat(new References(ENVIRONMENT).resolve(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "$",
        "$$",
        "$$$",
        "a$",
        "$ A",
        "$1",
        "$*",
        "$#",
        "$@",
        "$!",
        "$?",
        "$-",
        "$UNSET",
        "${UNSET}",
        "$(UNSET)",
        "$ABC",
        "$A_",
        "${A",
        "$(A",
        "${}",
        "$()",
        "${ A}",
        "$(A}",
        "${A)",
        "${1A}",
        "${A-x}",
        "%(A)s",
        "\\x",
        "pa$$word",
        "$É",
        "${É}"
      })
  void areOtherwiseLeftAsTheyAre(String text) {
    References references = new References(ENVIRONMENT);

    assertThat(references.resolve(text)).isEqualTo(text);
    assertThat(references.replaced()).isEmpty();
  }

  @Test
  void rememberTheNamesTheyReplacedInOrder() {
    References references = new References(ENVIRONMENT);

    references.resolve("$AB ${A}");
    references.resolve("$(AB) $UNSET $EMPTY");

    assertThat(references.replaced()).containsExactly("AB", "A", "EMPTY");
  }
}
