package dev.remora.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.remora.config.ConfigurationException;
import dev.remora.tls.Versions;
import dev.remora.tls.Versions.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebFileReaderTest {
  private static final String HASH = "$2y$05$idi/qx6rCgxqOictWcg8BeAbvgHSrUTSpZkhsHiNxekLyidKMdoN6";
  private static final String WHOLE =
      """
      # Everything there is.
      tls_server_config:
        cert_file: server.pem
        key_file: /keys/server.key
        client_ca_file: ../ca.pem
        client_auth_type: RequireAndVerifyClientCert
        client_allowed_sans: [a.example, 10.0.0.1]
        min_version: TLS13
        max_version: TLS13
        cipher_suites:
          - TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
        prefer_server_cipher_suites: false
        curve_preferences: [X25519, CurveP256]
      http_server_config:
        http2: no
        headers:
          X-Frame-Options: deny
          Content-Security-Policy: "default-src 'self'"
      basic_auth_users:
        alice: $2y$05$idi/qx6rCgxqOictWcg8BeAbvgHSrUTSpZkhsHiNxekLyidKMdoN6
        "bob b": '$2y$05$idi/qx6rCgxqOictWcg8BeAbvgHSrUTSpZkhsHiNxekLyidKMdoN6'
      rate_limit:
        interval: 1m30s
        burst: 20
      """;

  @TempDir private Path folder;

  @Test
  void readsEverything() throws Exception {
    WebSettings settings = read(WHOLE);

    TlsSettings tls = settings.tls().orElseThrow();
    assertThat(tls.certificate().file()).contains(folder.resolve("server.pem"));
    assertThat(tls.key().file()).contains(Path.of("/keys/server.key"));
    assertThat(tls.clientAuthority().orElseThrow().file()).contains(folder.resolve("../ca.pem"));
    assertThat(tls.clientAuth()).isEqualTo(ClientAuth.REQUIRE_AND_VERIFY_CLIENT_CERT);
    assertThat(tls.allowedNames()).containsExactly("a.example", "10.0.0.1");
    assertThat(tls.versions()).isEqualTo(new Versions(Version.TLS13, Version.TLS13));
    assertThat(tls.cipherSuites()).containsExactly("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
    assertThat(tls.serverOrder()).isFalse();
    assertThat(tls.namedGroups()).containsExactly("x25519", "secp256r1");
    assertThat(settings.http2()).isFalse();
    assertThat(settings.headers())
        .containsEntry("X-Frame-Options", "deny")
        .containsEntry("Content-Security-Policy", "default-src 'self'");
    assertThat(settings.users()).containsOnlyKeys("alice", "bob b").containsValue(HASH);
    assertThat(settings.rateLimit()).isEqualTo(new RateLimit(Duration.ofSeconds(90), 20));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# nothing\n",
        "---\n",
        "~",
        "tls_server_config:\n",
        "tls_server_config: {}\nhttp_server_config: {}\nbasic_auth_users: {}\nrate_limit: {}\n",
        "tls_server_config:\n  cert_file: ''\n  key: ~\n",
        "tls_server_config:\n  min_version: TLS10\n",
        "rate_limit:\n  burst: 5\n",
        "rate_limit:\n  interval: 0\n"
      })
  void takesLittleForPlainHttp(String text) throws Exception {
    WebSettings settings = read(text);

    assertThat(settings.tls()).isEmpty();
    assertThat(settings.users()).isEmpty();
    assertThat(settings.headers()).isEmpty();
    assertThat(settings.rateLimit().interval()).isZero();
  }

  @Test
  void takesCertificatesInline() throws Exception {
    TlsSettings tls =
        read("tls_server_config:\n  cert: |\n    abc\n  key: |\n    def\n").tls().orElseThrow();

    assertThat(tls.certificate().read()).isEqualTo("abc\n");
    assertThat(tls.key().read()).isEqualTo("def\n");
    assertThat(tls.versions()).isEqualTo(Versions.DEFAULT);
    assertThat(tls.clientAuth()).isEqualTo(ClientAuth.NO_CLIENT_CERT);
    assertThat(tls.toString()).doesNotContain("abc", "def");
  }

  @Test
  void takesTheFileWhereBothAreGiven() throws Exception {
    TlsSettings tls =
        read("tls_server_config: {cert: x, cert_file: a, key: y, key_file: b}").tls().orElseThrow();

    assertThat(tls.certificate().file()).contains(folder.resolve("a"));
    assertThat(tls.key().file()).contains(folder.resolve("b"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tls_config: {}                               | 1: tls_config is not known here
          basic-auth-users: {}                         | 1: basic-auth-users is not known here; write it as basic_auth_users
          'a: 1;a: 2'                                  | 2: a is given twice
          '- a'                                        | 1: the file is no mapping of keys to values
          'text'                                       | 1: the file is no mapping of keys to values
          'tls_server_config: x'                       | 1: tls_server_config is no mapping of keys to values
          'tls_server_config:;  cert_file: a'          | 1: tls_server_config.key_file is missing
          'tls_server_config:;  key_file: a'           | 1: tls_server_config.cert_file is missing
          'tls_server_config:;  client_auth_type: NoClientCert' | tls_server_config.cert_file is missing
          'tls_server_config:;  min_version: TLS9'     | 2: tls_server_config.min_version "TLS9" is none of
          'tls_server_config:;  max_version: TLSv1.2'  | 2: tls_server_config.max_version "TLSv1.2" is none of
          'tls_server_config:;  min_version: TLS13;  max_version: TLS12' | 2: tls_server_config.min_version leaves no version
          'tls_server_config:;  cipher_suites: [TLS_RSA_WITH_RC4_128_SHA]' | 2: tls_server_config.cipher_suites "TLS_RSA_WITH_RC4_128_SHA" is no
          'tls_server_config:;  cipher_suites: x'      | 2: tls_server_config.cipher_suites is no list
          'tls_server_config:;  curve_preferences: [P256]' | 2: tls_server_config.curve_preferences "P256" is none of
          'tls_server_config:;  prefer_server_cipher_suites: 1' | 2: tls_server_config.prefer_server_cipher_suites is neither true nor false
          'tls_server_config:;  cert_file: [a]'        | 2: tls_server_config.cert_file is no text
          'tls_server_config:;  cert_file: "a\\0b"'      | 2: tls_server_config.cert_file is not the name of a file
          'tls_server_config:;  client_auth_type: Always' | 2: tls_server_config.client_auth_type "Always" is none of
          'tls_server_config: {cert: a, key: b,;  client_ca_file: c}' | 2: tls_server_config.client_ca_file is of no use
          'tls_server_config: {cert: a, key: b,;  client_allowed_sans: [c]}' | 2: tls_server_config.client_allowed_sans wants client_auth_type
          'tls_server_config: {cert: a, key: b, client_auth_type: RequestClientCert,;  client_allowed_sans: [c]}' | 2: tls_server_config.client_allowed_sans wants
          'tls_server_config:;  insecure: true'        | 2: tls_server_config.insecure is not known here
          'http_server_config:;  http2: maybe'         | 2: http_server_config.http2 is neither true nor false
          'http_server_config:;  http2: "true"'        | 2: http_server_config.http2 is neither true nor false
          'http_server_config:;  http3: true'          | 2: http_server_config.http3 is not known here
          'http_server_config:;  headers:;    Server: x' | 3: http_server_config.headers.Server is no header that can be set
          'http_server_config:;  headers:;    X-Frame-Options: DENY' | 3: http_server_config.headers.X-Frame-Options is not deny or sameorigin
          'http_server_config:;  headers:;    X-Content-Type-Options: sniff' | 3: http_server_config.headers.X-Content-Type-Options is not nosniff
          'http_server_config:;  headers:;    X-XSS-Protection: "1\\r\\nX: y"' | 3: http_server_config.headers.X-XSS-Protection has a character
          'basic_auth_users:;  alice: hunter2'         | 2: basic_auth_users.alice has no bcrypt hash
          'basic_auth_users:;  alice:'                 | 2: basic_auth_users.alice has no bcrypt hash
          'basic_auth_users: [alice]'                  | 1: basic_auth_users is no mapping
          'rate_limit:;  interval: soon'               | 2: rate_limit.interval "soon" is no duration
          'rate_limit:;  interval: 5'                  | 2: rate_limit.interval "5" is no duration
          'rate_limit:;  burst: -1'                    | 2: rate_limit.burst is no whole number
          'rate_limit:;  rate: 5'                      | 2: rate_limit.rate is not known here
          'a: b: c'                                    | 1: this is no YAML
          'basic_auth_users:;  alice: *hunter2'        | 2: this is no YAML
          'basic_auth_users:; - {'                     | this is no YAML
          'a: "\\q"'                                   | 1: this is no YAML
          '? [a];: b'                                  | this is no YAML
          """)
  void saysWhatIsWrongAndWhere(String text, String expected) throws IOException {
    ConfigurationException refused = refused(text.replace(';', '\n'));

    assertThat(refused.problems()).anyMatch(problem -> problem.contains(expected));
    assertThat(refused.problems())
        .allMatch(problem -> problem.startsWith(folder.resolve("web.yml").toString()))
        .noneMatch(problem -> problem.contains("hunter2"));
  }

  @Test
  void tellsAllProblemsTogether() throws IOException {
    ConfigurationException refused =
        refused(
            """
            tls_server_config:
              min_version: TLS9
              cert_file: a
            basic_auth_users:
              alice: x
            rate_limit:
              burst: many
            more: 1
            """);

    assertThat(refused.problems()).hasSize(5);
  }

  @Test
  void saysThatThereIsNoFile() {
    assertThatThrownBy(() -> WebFileReader.read(folder.resolve("none.yml")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("none.yml: there is no such file");
    assertThatThrownBy(() -> WebFileReader.read(folder))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("cannot be read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{", "- ", "? ", "a: {"})
  void refusesWhatIsNestedDeeperThanAnyStack(String level) throws IOException {
    assertThat(refused("rate_limit:\n  " + level.repeat(100_000)).problems())
        .singleElement()
        .asString()
        .endsWith("web.yml:2: this is nested too deeply");
  }

  /** Whatever somebody's editor leaves: a problem is told, or it is none. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void survivesAnything(int seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      StringBuilder text = new StringBuilder(WHOLE);
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        int at = random.nextInt(text.length() - 1);
        switch (random.nextInt(3)) {
          case 0 -> text.deleteCharAt(at);
          case 1 ->
              text.insert(at, ":-{}[]\"'*&!|>%@`\t\n \u0000\uffff".charAt(random.nextInt(20)));
          default -> text.setLength(at + 2);
        }
      }
      Files.writeString(folder.resolve("web.yml"), text);
      try {
        assertThat(WebFileReader.read(folder.resolve("web.yml"))).isNotNull();
      } catch (ConfigurationException e) {
        assertThat(e.problems()).isNotEmpty().noneMatch(problem -> problem.contains("idi/qx"));
      }
    }
  }

  private WebSettings read(String text) throws IOException, ConfigurationException {
    return WebFileReader.read(Files.writeString(folder.resolve("web.yml"), text));
  }

  private ConfigurationException refused(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("web.yml"), text);
    ConfigurationException refused =
        catchThrowableOfType(ConfigurationException.class, () -> WebFileReader.read(file));
    assertThat(refused).as("%s", List.of(text)).isNotNull();
    return refused;
  }
}
