package dev.remora.inject.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.remora.log.Written;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Replicas that make, share and renew a certificate; the cluster trusts whichever is presented. */
class OwnCertificatesTest {
  private static final Duration LIFETIME = Duration.ofDays(90);
  private static final Duration SETTLING = Duration.ofSeconds(10);
  private static final String NAME = "remora-webhook.remora.svc";
  private static final Map<String, Object> SECRET =
      Map.of("name", "remora-webhook-tls", "namespace", "remora");

  private final HandClock clock = new HandClock();
  private final FakeCluster cluster = new FakeCluster();
  private final Written written = new Written();
  private final Replica one = new Replica();
  private final Replica other = new Replica();

  private final class Replica {
    private final Presented presented = new Presented(new Metrics("0.1.0"), clock);
    private final OwnCertificates certificates =
        new OwnCertificates(
            cluster,
            new OwnCertificates.Place(
                "remora",
                "remora-webhook-tls",
                "remora-webhook",
                "remora-webhook",
                LIFETIME,
                SETTLING),
            clock,
            written.log());

    void refresh() throws Exception {
      certificates.refresh(presented);
    }

    X509Certificate shown() {
      return presented.now().orElseThrow().own();
    }
  }

  @Test
  void theFirstMakesItAndTheOthersTakeIt() throws Exception {
    one.refresh();
    other.refresh();

    assertThat(other.shown()).isEqualTo(one.shown());
    assertTrusted(one);
    assertThat(cluster.at(FakeCluster.CONFIGURATION, "/unknown")).isEqualTo("kept");
    assertThat(one.shown().getSubjectAlternativeNames().toString())
        .contains("remora-webhook.remora.svc");
  }

  @Test
  void whoComesSecondTakesTheFirstOnesCertificate() throws Exception {
    cluster.beforeNextWrite(() -> refreshUnchecked(other));

    one.refresh();

    assertThat(one.shown()).isEqualTo(other.shown());
  }

  @Test
  void aNewOneIsPresentedWhenTheClusterHasLongKnownIt() throws Exception {
    one.refresh();
    other.refresh();
    X509Certificate before = one.shown();

    clock.pass(LIFETIME.multipliedBy(2).dividedBy(3));
    one.refresh();
    assertThat(one.shown()).isEqualTo(before);
    assertTrusted(one);
    assertThat(cluster.trusted(0)).hasSize(2);

    other.refresh();
    assertThat(other.shown()).isEqualTo(before);
    clock.pass(SETTLING);
    one.refresh();
    other.refresh();
    assertThat(one.shown()).isNotEqualTo(before).isEqualTo(other.shown());
    assertTrusted(one);
  }

  @Test
  void theOldAuthorityGoesWhenItsTimeIsOver() throws Exception {
    one.refresh();
    for (int i = 0; i < 5; i++) {
      clock.pass(LIFETIME.multipliedBy(2).dividedBy(3));
      one.refresh();
      clock.pass(SETTLING);
      one.refresh();
      assertTrusted(one);
    }

    assertThat(cluster.trusted(0)).hasSizeLessThanOrEqualTo(3);
  }

  /** As the manifests bring it; that is nothing to warn of. */
  @Test
  void anEmptySecretIsFilled() throws Exception {
    cluster.create(FakeCluster.SECRETS, Map.of("metadata", SECRET));

    one.refresh();
    other.refresh();

    assertThat(other.shown()).isEqualTo(one.shown());
    assertTrusted(one);
    assertThat(written.text()).doesNotContain("useless");
  }

  @Test
  void whoDeletesTheSecretHasANewOneMade() throws Exception {
    one.refresh();
    X509Certificate before = one.shown();

    cluster.delete(FakeCluster.SECRET);
    one.refresh();
    assertThat(one.shown()).isEqualTo(before);
    clock.pass(SETTLING);
    one.refresh();

    assertThat(one.shown()).isNotEqualTo(before);
    assertTrusted(one);
    assertThat(cluster.trusted(1)).hasSize(2);
  }

  static Stream<Arguments> useless() throws Exception {
    Instant now = new HandClock().instant();
    Authority.Issued good = Authority.issue(NAME, now, LIFETIME);
    Authority.Issued another = Authority.issue(NAME, now, LIFETIME);
    Authority.Issued named = Authority.issue("other.remora.svc", now, LIFETIME);
    Authority.Issued early = Authority.issue(NAME, now.plus(Duration.ofDays(1)), LIFETIME);
    Authority.Issued late = Authority.issue(NAME, now.minus(LIFETIME), LIFETIME);
    return Stream.of(
        arguments("no authority", secret("", good.certificate(), good.key())),
        arguments("another authority", secret(another.authority(), good.certificate(), good.key())),
        arguments("another name", secret(named.authority(), named.certificate(), named.key())),
        arguments("of tomorrow", secret(early.authority(), early.certificate(), early.key())),
        arguments("of yesterday", secret(late.authority(), late.certificate(), late.key())),
        arguments("another key", secret(good.authority(), good.certificate(), another.key())),
        arguments("no text", secret("x", "y", "z")));
  }

  private static Map<String, Object> secret(String authority, String certificate, String key) {
    Map<String, Object> data = new LinkedHashMap<>();
    if (!authority.isEmpty()) {
      data.put("ca.crt", base64(authority));
    }
    data.put("tls.crt", base64(certificate));
    data.put("tls.key", base64(key));
    return Map.of("metadata", SECRET, "data", data);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** As {@code kubectl create secret tls} leaves it, or whoever kept it before us. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("useless")
  void aUselessSecretIsMadeAnew(String what, Map<String, Object> secret) throws Exception {
    cluster.create(FakeCluster.SECRETS, secret);

    one.refresh();
    other.refresh();

    assertThat(one.presented.isValid()).as(what).isTrue();
    assertThat(one.shown().getSubjectAlternativeNames().toString()).contains(NAME);
    assertThat(other.shown()).isEqualTo(one.shown());
    assertTrusted(one);
    assertThat(written.text()).contains("is useless, and is made anew");
  }

  /** Whatever order its authorities are in: the cluster has to be told of the right one. */
  @Test
  void aGoodSecretOfOthersIsTaken() throws Exception {
    Authority.Issued good = Authority.issue(NAME, clock.instant(), LIFETIME);
    String another = Authority.issue(NAME, clock.instant(), LIFETIME).authority();
    cluster.trust(another);
    cluster.create(
        FakeCluster.SECRETS, secret(another + good.authority(), good.certificate(), good.key()));

    one.refresh();

    assertThat(one.shown()).isEqualTo(Identity.certificates(good.certificate()).getFirst());
    assertTrusted(one);
  }

  /**
   * As who replaces the manifests does; in the midst of a rotation, both authorities are needed.
   */
  @Test
  void aBundleThatSomebodyTookAwayComesBack() throws Exception {
    one.refresh();
    clock.pass(LIFETIME.multipliedBy(2).dividedBy(3));
    one.refresh();
    cluster.resetConfiguration();
    one.refresh();

    assertTrusted(one);
    assertThat(cluster.trusted(0)).hasSize(2);
  }

  @Test
  void withoutAConfigurationThereIsNobodyToTell() throws Exception {
    one.refresh();
    cluster.delete(FakeCluster.CONFIGURATION);

    assertThatThrownBy(one::refresh)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no MutatingWebhookConfiguration remora-webhook");
    assertThat(one.presented.isValid()).isTrue();
  }

  @Test
  void whatThereIsGoesOnWhileTheApiServerIsDown() throws Exception {
    one.refresh();
    cluster.setDown(true);

    assertThatThrownBy(one::refresh).isInstanceOf(IOException.class);
    assertThat(one.presented.isValid()).isTrue();
    clock.pass(LIFETIME.plusDays(1));
    assertThat(one.presented.isValid()).isFalse();

    cluster.setDown(false);
    one.refresh();
    assertThat(one.presented.isValid()).isTrue();
  }

  @Test
  void theKeyIsInTheSecretAlone() throws Exception {
    one.refresh();

    String key = cluster.at(FakeCluster.SECRET, "/data/tls.key").toString();
    String pem = new String(Base64.getDecoder().decode(key), StandardCharsets.US_ASCII);
    assertThat(pem).startsWith("-----BEGIN PRIVATE KEY-----");
    assertThat(written.text())
        .contains("Certificate made")
        .doesNotContain(pem.lines().toList().get(1));
  }

  /** The newest authority vouches for what is presented, for both of the entries. */
  private void assertTrusted(Replica replica) throws Exception {
    for (int webhook = 0; webhook < 2; webhook++) {
      boolean vouched = false;
      for (X509Certificate authority : cluster.trusted(webhook)) {
        authority.checkValidity(java.util.Date.from(clock.instant()));
        if (authority.getSubjectX500Principal().equals(replica.shown().getIssuerX500Principal())) {
          replica.shown().verify(authority.getPublicKey());
          vouched = true;
        }
      }
      assertThat(vouched).as("trusted by webhook " + webhook).isTrue();
    }
  }

  private static void refreshUnchecked(Replica replica) {
    try {
      replica.refresh();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
