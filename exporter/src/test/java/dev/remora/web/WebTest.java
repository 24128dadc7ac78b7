package dev.remora.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remora.config.ConfigurationException;
import dev.remora.config.WatchedFile;
import dev.remora.log.Written;
import dev.remora.web.Admission.Ruling;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebTest {
  /** Of the password secret. */
  private static final String ALICE =
      "basic_auth_users:\n  alice: $2b$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW\n";

  private static final String HEADERS =
      "http_server_config:\n  headers:\n    X-Frame-Options: deny\n";

  private final Written written = new Written();
  @TempDir private Path folder;

  @Test
  void letsEverybodyInWhereNobodyIsNamed() throws Exception {
    Web web = web("");

    assertThat(web.admit("").ruling()).isEqualTo(Ruling.ADMITTED);
    assertThat(web.admit(basic("x:y")).ruling()).isEqualTo(Ruling.ADMITTED);
    assertThat(web.isEncrypted()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Basic",
        "Basic ",
        "Basic !",
        "Basic YWxpY2U=",
        "Bearer YWxpY2U6c2VjcmV0",
        "YWxpY2U6c2VjcmV0",
        "Digest username=alice"
      })
  void letsNobodyInWhoDoesNotSayWho(String authorization) throws Exception {
    assertThat(web(ALICE).admit(authorization).ruling()).isEqualTo(Ruling.UNKNOWN);
  }

  @Test
  void letsThoseInWhoAreNamed() throws Exception {
    Web web = web(ALICE + HEADERS);

    assertThat(web.admit(basic("alice:secret")).ruling()).isEqualTo(Ruling.ADMITTED);
    assertThat(web.admit("bAsIc  YWxpY2U6c2VjcmV0 ").ruling()).isEqualTo(Ruling.ADMITTED);
    assertThat(web.admit(basic("alice:Secret")).ruling()).isEqualTo(Ruling.UNKNOWN);
    assertThat(web.admit(basic("bob:secret")).ruling()).isEqualTo(Ruling.UNKNOWN);
    assertThat(web.admit(basic(":secret")).ruling()).isEqualTo(Ruling.UNKNOWN);
    assertThat(web.admit("").headers()).containsEntry("X-Frame-Options", "deny");
    assertThat(web.admit(basic("alice:secret")).headers()).containsKey("X-Frame-Options");
  }

  @Test
  void countsRequestsBeforeItAsksWhoTheyAreOf() throws Exception {
    Web web = web(ALICE + HEADERS + "rate_limit:\n  interval: 1h\n  burst: 2\n");

    assertThat(web.admit("").ruling()).isEqualTo(Ruling.UNKNOWN);
    assertThat(web.admit(basic("alice:secret")).ruling()).isEqualTo(Ruling.ADMITTED);
    assertThat(web.admit(basic("alice:secret")).ruling()).isEqualTo(Ruling.TOO_MANY);
    assertThat(web.admit("").headers()).isEmpty();
  }

  @Test
  void followsTheFileAtOnce() throws Exception {
    Web web = web(ALICE);
    assertThat(web.admit(basic("alice:secret")).ruling()).isEqualTo(Ruling.ADMITTED);

    replace(ALICE.replace("alice", "bob"));
    assertThat(web.admit(basic("alice:secret")).ruling()).isEqualTo(Ruling.UNKNOWN);
    assertThat(web.admit(basic("bob:secret")).ruling()).isEqualTo(Ruling.ADMITTED);

    replace(HEADERS);
    assertThat(web.admit("").ruling()).isEqualTo(Ruling.ADMITTED);
    assertThat(web.admit("").headers()).containsKey("X-Frame-Options");
  }

  @Test
  void letsNobodyInWhileTheFileIsOfNoUse() throws Exception {
    Web web = web(ALICE);

    replace("basic_auth_users:\n  alice: hunter2\n");
    assertThat(web.admit(basic("alice:secret")).ruling()).isEqualTo(Ruling.UNDECIDED);
    assertThat(web.admit(basic("alice:hunter2")).ruling()).isEqualTo(Ruling.UNDECIDED);
    assertThat(written.text())
        .containsOnlyOnce("level=ERROR")
        .contains("web.yml:2: basic_auth_users.alice has no bcrypt hash")
        .doesNotContain("hunter2");

    Files.delete(folder.resolve("web.yml"));
    assertThat(web.admit("").ruling()).isEqualTo(Ruling.UNDECIDED);

    replace(ALICE);
    assertThat(web.admit(basic("alice:secret")).ruling()).isEqualTo(Ruling.ADMITTED);
  }

  @Test
  void tellsWhatWantsARestart() throws Exception {
    Web web = web("");

    replace("rate_limit:\n  interval: 1s\n  burst: 3\n");
    assertThat(web.admit("").ruling()).isEqualTo(Ruling.ADMITTED);
    assertThat(written.text()).containsOnlyOnce("wants a restart");

    replace("tls_server_config:\n  cert: x\n  key: y\n");
    assertThat(web.admit("").ruling()).isEqualTo(Ruling.ADMITTED);
    assertThat(written.text()).contains("nothing is encrypted yet");
  }

  @Test
  void tellsOnceWhatNobodyThoughtOf() throws Exception {
    Path file = Files.writeString(folder.resolve("web.yml"), "");
    LiveFile live =
        new LiveFile(
            WatchedFile.of(file),
            WebFileReader.read(file),
            path -> {
              throw new IllegalStateException("hunter2");
            },
            written.log());

    Files.writeString(file, HEADERS);

    assertThat(live.now()).isEmpty();
    assertThat(live.now()).isEmpty();
    assertThat(written.text())
        .containsOnlyOnce("level=ERROR")
        .contains("IllegalStateException")
        .doesNotContain("hunter2");
  }

  @Test
  void tellsTheProblemsOfAllItsFiles() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("web.yml"),
            """
            tls_server_config:
              cert_file: none.pem
              key_file: none.key
              client_ca: nonsense
              client_auth_type: RequestClientCert
            """);

    assertThat(Web.problems(file.toString()))
        .containsExactly(
            file + ":2: cert_file " + folder.resolve("none.pem") + " is not there",
            file + ":3: key_file " + folder.resolve("none.key") + " is not there",
            file + ":4: client_ca has no certificate: it must have a line BEGIN CERTIFICATE");
    assertThatThrownBy(() -> Web.of(file, written.log()))
        .isInstanceOf(ConfigurationException.class);
    assertThat(Web.problems(Files.writeString(folder.resolve("good.yml"), ALICE).toString()))
        .isEmpty();
  }

  @Test
  void tellsAPairThatDoesNotFit() throws Exception {
    Issuer issuer = new Issuer("issuer");
    Files.writeString(folder.resolve("a.pem"), issuer.issue("a").certificate());
    Files.writeString(folder.resolve("b.key"), issuer.issue("b").key());
    Path file =
        Files.writeString(
            folder.resolve("web.yml"), "tls_server_config: {cert_file: a.pem, key_file: b.key}");

    assertThat(Web.problems(file.toString()))
        .singleElement()
        .asString()
        .contains("a.pem with key_file", "has a key that does not belong to the certificate");
  }

  private Web web(String text) throws IOException, ConfigurationException {
    return Web.of(Files.writeString(folder.resolve("web.yml"), text), written.log());
  }

  private void replace(String text) throws IOException {
    Path next = Files.writeString(folder.resolve("next"), text);
    Files.move(next, folder.resolve("web.yml"), StandardCopyOption.REPLACE_EXISTING);
  }

  private static String basic(String credentials) {
    byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }
}
