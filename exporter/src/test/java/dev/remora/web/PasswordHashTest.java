package dev.remora.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
  /** The first four are htpasswd's own (apache2-utils 2.4, -nbB), the others libxcrypt's. */
  @ParameterizedTest
  @CsvSource({
    "$2y$05$idi/qx6rCgxqOictWcg8BeAbvgHSrUTSpZkhsHiNxekLyidKMdoN6, secret",
    "$2y$10$Ve0qYna2X85HOoRVAwLvHu9e/tRpXMObkSTzeU9lMScQ3ACW4YknW, pa:ss wörd%",
    "$2y$04$ZcgIyNLMe/oWT0dCwwkgWOK0oHCir1/UOxj.ybgvg/yPmuAO/oVAK, ''",
    "$2y$04$OptGfUK/EE3pYHUVLATRRu3g0gr9sTQBkLcMSUuXj.pYuCkzOdU1S,"
        + " xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "$2a$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW, secret",
    "$2b$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW, secret",
    "$2y$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW, secret"
  })
  void knowsThePasswordThatMadeIt(String hash, String password) {
    assertThat(PasswordHash.isOne(hash)).isTrue();
    assertThat(matches(password, hash)).isTrue();
    assertThat(matches("x" + password, hash)).isEqualTo(password.length() == 72);
    assertThat(matches(password + "\n", hash)).isEqualTo(password.length() == 72);
    assertThat(matches("Secret", hash)).isFalse();
  }

  @Test
  void readsNoMoreThan72BytesAsTheReferenceDoes() {
    String hash = "$2y$04$OptGfUK/EE3pYHUVLATRRu3g0gr9sTQBkLcMSUuXj.pYuCkzOdU1S";

    assertThat(matches("x".repeat(1000), hash)).isTrue();
    assertThat(matches("x".repeat(71), hash)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "$2y$05$idi/qx6rCgxqOictWcg8BeAbvgHSrUTSpZkhsHiNxekLyidKMdoN",
        "$2y$05$idi/qx6rCgxqOictWcg8BeAbvgHSrUTSpZkhsHiNxekLyidKMdoN66",
        "$2y$03$idi/qx6rCgxqOictWcg8BeAbvgHSrUTSpZkhsHiNxekLyidKMdoN6",
        "$2y$32$idi/qx6rCgxqOictWcg8BeAbvgHSrUTSpZkhsHiNxekLyidKMdoN6",
        "$2y$5$$idi/qx6rCgxqOictWcg8BeAbvgHSrUTSpZkhsHiNxekLyidKMdoN6",
        "$2z$05$idi/qx6rCgxqOictWcg8BeAbvgHSrUTSpZkhsHiNxekLyidKMdoN6",
        "$1$05$$idi/qx6rCgxqOictWcg8BeAbvgHSrUTSpZkhsHiNxekLyidKMdoN6",
        "$2y$05$idi/qx6rCgxqOictWcg8BeAbvgHSrUTSpZkhsHiNxekLyidKMdoN!",
        "$apr1$9qvP0Y5B$JXo2.XZmtl0sJIs8ZbSGI1"
      })
  void isNothingElse(String text) {
    assertThat(PasswordHash.isOne(text)).isFalse();
  }

  private static boolean matches(String password, String hash) {
    return PasswordHash.matches(password.getBytes(StandardCharsets.UTF_8), hash);
  }
}
