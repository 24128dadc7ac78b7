package dev.remora.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.log.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveTlsTest {
  private final Written written = new Written();
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1000);
  private final Issuer issuer = new Issuer("issuer");
  private final Issuer.Issued first = issuer.issue("first");
  private final Issuer.Issued second = issuer.issue("second");
  @TempDir private Path folder;

  @BeforeEach
  void writeFirst() throws IOException {
    replace("a.pem", first.certificate());
    replace("a.key", first.key());
  }

  @Test
  void keepsTheContextWhileNothingChanges() throws Exception {
    TlsSettings settings = settings("");
    LiveTls live = LiveTls.of(settings, clock::get, written.log());

    assertThat(live.now(settings).orElseThrow()).isSameAs(live.now(settings("")).orElseThrow());
  }

  @Test
  void followsAPairThatIsReplacedOneAfterTheOther() throws Exception {
    TlsSettings settings = settings("");
    LiveTls live = LiveTls.of(settings, clock::get, written.log());
    TlsContext old = live.now(settings).orElseThrow();

    replace("a.pem", second.certificate());
    assertThat(live.now(settings)).containsSame(old);
    clock.addAndGet(Duration.ofSeconds(4).toNanos());
    assertThat(live.now(settings)).containsSame(old);
    replace("a.key", second.key());

    TlsContext renewed = live.now(settings).orElseThrow();
    assertThat(renewed).isNotSameAs(old);
    clock.addAndGet(Duration.ofDays(1).toNanos());
    assertThat(live.now(settings)).containsSame(renewed);
  }

  @Test
  void endsWhenAPairDoesNotFitForLong() throws Exception {
    TlsSettings settings = settings("");
    LiveTls live = LiveTls.of(settings, clock::get, written.log());

    replace("a.pem", second.certificate());
    assertThat(live.now(settings)).isPresent();
    clock.addAndGet(Duration.ofSeconds(4).toNanos());
    // Another mistake gets no more time than the first.
    Files.delete(folder.resolve("a.key"));
    assertThat(live.now(settings)).isPresent();
    clock.addAndGet(Duration.ofSeconds(2).toNanos());

    assertThat(live.now(settings)).isEmpty();
    assertThat(written.text()).contains("does not belong to the certificate", "is not there");
    replace("a.key", second.key());
    assertThat(live.now(settings)).isPresent();
  }

  @Test
  void doesNotSpareWhatOtherSettingsForbid() throws Exception {
    TlsSettings settings = settings("");
    LiveTls live = LiveTls.of(settings, clock::get, written.log());

    TlsSettings strict =
        settings("  client_ca_file: ca.pem\n  client_auth_type: RequireAndVerifyClientCert\n");
    assertThat(live.now(strict)).isEmpty();

    replace("ca.pem", issuer.certificate());
    assertThat(live.now(strict)).isPresent();
  }

  @Test
  void followsTheAuthorityOfClients() throws Exception {
    replace("ca.pem", issuer.certificate());
    TlsSettings settings =
        settings("  client_ca_file: ca.pem\n  client_auth_type: VerifyClientCertIfGiven\n");
    LiveTls live = LiveTls.of(settings, clock::get, written.log());
    TlsContext old = live.now(settings).orElseThrow();

    replace("ca.pem", new Issuer("another").certificate());

    assertThat(live.now(settings).orElseThrow()).isNotSameAs(old);
  }

  /** As Kubernetes replaces a mounted Secret: all files at once, by the folder they are in. */
  @Test
  void followsAMountedSecret() throws Exception {
    Path one = Files.createDirectory(folder.resolve("one"));
    Path two = Files.createDirectory(folder.resolve("two"));
    Files.writeString(one.resolve("tls.pem"), first.certificate());
    Files.writeString(one.resolve("tls.key"), first.key());
    Files.writeString(two.resolve("tls.pem"), second.certificate());
    Files.writeString(two.resolve("tls.key"), second.key());
    Files.createSymbolicLink(folder.resolve("..data"), one);
    for (String name : new String[] {"tls.pem", "tls.key"}) {
      Files.createSymbolicLink(folder.resolve(name), Path.of("..data", name));
    }
    Path file =
        Files.writeString(
            folder.resolve("web.yml"),
            "tls_server_config: {cert_file: tls.pem, key_file: tls.key}");
    TlsSettings settings = WebFileReader.read(file).tls().orElseThrow();
    LiveTls live = LiveTls.of(settings, clock::get, written.log());
    TlsContext old = live.now(settings).orElseThrow();

    Files.createSymbolicLink(folder.resolve("..tmp"), two);
    Files.move(
        folder.resolve("..tmp"), folder.resolve("..data"), StandardCopyOption.REPLACE_EXISTING);

    assertThat(live.now(settings).orElseThrow()).isNotSameAs(old);
    assertThat(written.text()).doesNotContain("ERROR");
  }

  private TlsSettings settings(String more) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("web.yml"),
            "tls_server_config:\n  cert_file: a.pem\n  key_file: a.key\n" + more);
    return WebFileReader.read(file).tls().orElseThrow();
  }

  private void replace(String name, String text) throws IOException {
    Path next = Files.writeString(folder.resolve("next"), text);
    Files.move(next, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }
}
