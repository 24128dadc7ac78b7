package dev.remora.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PasswordsTest {
  private static final String SECRET =
      "$2y$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW";
  private static final String EMPTY =
      "$2y$04$ZcgIyNLMe/oWT0dCwwkgWOK0oHCir1/UOxj.ybgvg/yPmuAO/oVAK";
  private static final Map<String, String> USERS = Map.of("alice", SECRET);

  private final Passwords passwords = new Passwords();

  @Test
  void admitsWhoKnowsThePassword() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      assertThat(admitted("alice", "secret", USERS)).isTrue();
      assertThat(admitted("alice", "other", USERS)).isFalse();
      assertThat(admitted("alice", "", USERS)).isFalse();
    }
  }

  @Test
  void admitsNobodyByThePasswordOfAnother() throws InterruptedException {
    // It is alice's hash that an unknown name is checked by.
    assertThat(admitted("bob", "secret", USERS)).isFalse();
    assertThat(admitted("alice", "secret", USERS)).isTrue();
    assertThat(admitted("bob", "secret", USERS)).isFalse();
    assertThat(admitted("", "secret", USERS)).isFalse();
  }

  @Test
  void spendsOnUnknownNamesWhatTheDearestHashCosts() throws InterruptedException {
    String dear = SECRET.replace("$04$", "$05$");
    Map<String, String> users = new LinkedHashMap<>();
    users.put("alice", SECRET);
    users.put("bob", dear);
    assertThat(admitted("eve", "guess", users)).isFalse();

    // Known already, since it is bob's hash that was checked.
    assertThat(admitted("eve", "guess", Map.of("bob", dear))).isFalse();
    assertThat(passwords.remembered()).isEqualTo(1);
  }

  @Test
  void forgetsWhatAnotherHashAdmitted() throws InterruptedException {
    assertThat(admitted("alice", "secret", USERS)).isTrue();

    assertThat(admitted("alice", "secret", Map.of("alice", EMPTY))).isFalse();
    assertThat(admitted("alice", "", Map.of("alice", EMPTY))).isTrue();
    assertThat(admitted("alice", "secret", Map.of("bob", SECRET))).isFalse();
  }

  @Test
  void tellsTheNameFromThePassword() throws InterruptedException {
    Map<String, String> users = Map.of("a", SECRET, "asecret", SECRET);

    assertThat(admitted("a", "secret", users)).isTrue();
    assertThat(admitted("asecret", "", users)).isFalse();
  }

  @Test
  void remembersNoMoreThanItsBound() throws InterruptedException {
    assertThat(admitted("alice", "secret", USERS)).isTrue();
    for (int i = 0; i < 250; i++) {
      assertThat(admitted("alice", "guess " + i, USERS)).isFalse();
    }

    assertThat(passwords.remembered()).isEqualTo(101);
    assertThat(admitted("alice", "secret", USERS)).isTrue();
    assertThat(admitted("alice", "guess 0", USERS)).isFalse();
  }

  private boolean admitted(String user, String password, Map<String, String> users)
      throws InterruptedException {
    return passwords.admit(user, password.getBytes(StandardCharsets.UTF_8), users);
  }
}
