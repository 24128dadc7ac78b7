package dev.remora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * The webhook of the chart on a real Kubernetes: it comes, changes and goes while Pods are made.
 */
class WebhookReleaseIT {
  private static final String WAITS = "webhook.timeoutSeconds";
  // What is asked is whether calls are lost, not how long they take while two JVMs start beside
  // them.
  private static final int LONG = 10;
  private static final String MORE = "webhook.extraArgs[0]";

  @Test
  void comesChangesAndGoes() throws Exception {
    try (WebhookRelease release = new WebhookRelease("release");
        Lab lab = Webhook.lab("release-databases")) {
      release.install(Map.of(WAITS, LONG));
      Webhook.awaitAtWork(lab);
      lab.kubectl().feed(Webhook.labelledTutorial(), "apply", "--filename=-");
      lab.rolledOut();
      assertThat(lab.kubectl().run("get", "pod")).containsPattern("mysql-\\S+ +2/2 +Running");
      try (PortForward forward = PortForward.open(lab.kubectl(), lab.podName(), ":9104")) {
        lab.awaitUp(forward);
      }
      List<String> trusted = release.bundles();
      JsonNode certificate = release.secret();
      assertThat(trusted).hasSize(2).doesNotContain("");

      try (PodMaker maker = new PodMaker(lab)) {
        release.upgrade(Map.of(WAITS, LONG - 1, MORE, "--exporter-arg=--log.level=debug"));
        awaitArguments(lab, true);
        assertThat(release.configuration().at("/webhooks/1/timeoutSeconds").asInt())
            .isEqualTo(LONG - 1);
        assertThat(release.bundles()).isEqualTo(trusted);
        assertThat(release.secret()).isEqualTo(certificate);

        // Back to the first revision's values: the library has no rollback, which applies the same.
        release.upgrade(Map.of(WAITS, LONG));
        awaitArguments(lab, false);
        assertThat(release.bundles()).isEqualTo(trusted);
        assertThat(release.secret()).isEqualTo(certificate);
        maker.awaitMore();
        List<String> made = maker.ended();
        System.out.printf("upgrade and back: %d Pods made meanwhile%n", made.size());
        assertThat(made).containsOnly(PodMaker.INJECTED);
      }

      release.uninstall();
      assertThat(Kubectl.anywhere().run("get", "mutatingwebhookconfigurations", "--output=name"))
          .doesNotContain(Webhook.NAME);
      assertThat(release.home().kubectl().run("get", "secrets", "--output=name"))
          .doesNotContain(WebhookRelease.SECRET);
      lab.kubectl().run("rollout", "restart", "deployment/mysql");
      lab.rolledOut();
      assertThat(lab.pod().at("/spec/containers")).hasSize(1);
    }
  }

  /** Whoever is asked last may be a replica that ends. */
  private static void awaitArguments(Lab lab, boolean debugging) {
    String[] create = {"create", "--dry-run=server", "--output=json", "--filename=-"};
    Awaitility.await("the sidecar's arguments")
        .atMost(Lab.PATIENCE)
        .until(() ->
            lab.kubectl()
                    .feed(Webhook.manifest("nowhere.yaml"), create)
                    .contains("--log.level=debug")
                == debugging);
  }

  /** cert-manager is not here: what it would do with its objects, the test does. */
  @Test
  void aCertificateOfCertManagersIsReplacedWithoutALostCall() throws Exception {
    Kubectl.anywhere().run("apply", "--filename=src/test/resources/crds/cert-manager.yaml");
    try (WebhookRelease release = new WebhookRelease("release-cert-manager");
        Lab lab = Webhook.lab("release-cert-manager-databases")) {
      Authority authority = new Authority(Webhook.NAME + "-authority");
      issue(authority, release.home());
      release.install(Map.of(WAITS, LONG, "webhook.certificates.mode", "cert-manager"));
      release.trust(authority.certificate());
      Webhook.awaitAtWork(lab);
      JsonNode before = release.secret();

      try (PodMaker maker = new PodMaker(lab)) {
        maker.awaitMore();
        issue(authority, release.home());
        release.trust(authority.certificate());
        assertThat(release.secret()).isNotEqualTo(before);
        release.home().hurryKubelet();
        Awaitility.await("both have read the new one")
            .atMost(Lab.PATIENCE)
            .until(() -> release.log().split("msg=\"Certificate read\"", -1).length >= 5);
        maker.awaitMore();
        List<String> made = maker.ended();
        System.out.printf("cert-manager: %d Pods made meanwhile%n", made.size());
        assertThat(made).containsOnly(PodMaker.INJECTED);
      }
      assertThat(release.log()).doesNotContain("level=ERROR");
    }
  }

  /** As a Certificate of an Issuer with an authority is kept. */
  private static void issue(Authority authority, Lab home) {
    Authority.Issued issued =
        authority.issue("%s.%s.svc".formatted(Webhook.NAME, home.namespace()));
    home.secret(
        WebhookRelease.SECRET,
        "kubernetes.io/tls",
        Map.of(
            "tls.crt", issued.certificate(),
            "tls.key", issued.key(),
            "ca.crt", authority.certificate()));
  }
}
