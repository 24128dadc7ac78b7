package dev.remora.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthenticationTest {
  private static final String LIMITED =
      "(conn=1) Client restrict authentication plugin to a limited set of authentication plugin and"
          + " doesn't permit requested plugin ('%s'). Current list is `restrictedAuth=a,b`";
  private static final String UNKNOWN =
      "Client does not support authentication protocol requested by server. plugin type was = '%s'";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mysql_clear_password | the server wants the password as clear text (mysql_clear_password), which
          dialog               | the server wants the password as clear text (dialog), which has to be allowed
          mysql_old_password   | the server wants mysql_old_password, which anybody can break
          ''                   | the server wants mysql_old_password, which anybody can break
          tidb_sm3_password    | the server wants the authentication plugin tidb_sm3_password, which is not
          """)
  void saysWhatTheServerWants(String plugin, String expected) {
    for (String words : new String[] {LIMITED, UNKNOWN}) {
      assertThat(Authentication.refusal(new SQLException(words.formatted(plugin))))
          .hasValueSatisfying(said -> assertThat(said).startsWith(expected));
    }
  }

  @Test
  void leavesOtherWordsToTheServer() {
    assertThat(Authentication.refusal(new SQLException("Access denied for user 'plugin'@'h'")))
        .isEmpty();
    assertThat(Authentication.refusal(new SQLException((String) null))).isEmpty();
  }

  @Test
  void sendsNoPasswordAsClearTextUnlessItIsAllowed() {
    assertThat(Authentication.plugins(SessionOptions.DEFAULT))
        .contains("caching_sha2_password", "sha256_password")
        .doesNotContain("clear", "dialog");
  }
}
