package dev.remora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The admission webhook on a real cluster. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookIT {
  private static final String LABEL = "remora.dev/inject";
  // As much as its container asks for.
  private static final double MOST_BYTES = 64 * 1024.0 * 1024;
  private static final int BURST = 500;
  private static final int MAKERS = 4;

  private final Webhook webhook = new Webhook();

  @BeforeAll
  void bothReplicasAreReady() {
    assertThat(webhook.pods()).hasSize(2);
  }

  @AfterAll
  void remove() {
    webhook.close();
  }

  @Test
  void oneLabelBringsTheTutorialsDatabaseItsSidecar() throws IOException {
    try (Lab lab = Webhook.lab("webhook")) {
      Webhook.awaitAtWork(lab);
      lab.kubectl().feed(Webhook.labelledTutorial(), "apply", "--filename=-");
      lab.rolledOut();

      Awaitility.await()
          .atMost(Lab.PATIENCE)
          .untilAsserted(() ->
              assertThat(lab.kubectl().run("get", "pod"))
                  .containsPattern("mysql-\\S+ +2/2 +Running"));
      try (PortForward forward = PortForward.open(lab.kubectl(), lab.podName(), ":9104")) {
        lab.awaitUp(forward);
      }
      assertThat(lab.pod().at("/metadata/labels/remora.dev~1injected").asText()).isEqualTo("true");
    }
  }

  @Test
  void aNamespaceCanAskForAllItsPods() throws IOException {
    try (Lab lab = Webhook.lab("webhook-namespace")) {
      Webhook.awaitAtWork(lab);
      Kubectl.anywhere().run("label", "namespace", lab.namespace(), LABEL + "=true");
      String stateful = Webhook.manifest("stateful-set.yaml");
      lab.kubectl().feed(stateful, "apply", "--filename=-");
      lab.kubectl().run("rollout", "status", "statefulset/mysql", Lab.TIMEOUT);

      for (int i = 0; i < 3; i++) {
        try (PortForward forward = PortForward.open(lab.kubectl(), "mysql-" + i, ":9104")) {
          lab.awaitUp(forward);
        }
      }
    }
  }

  @Test
  void aPodThatCannotBeInjectedStartsAndSaysWhy() {
    try (Lab lab = Webhook.lab("webhook-skip")) {
      Webhook.awaitAtWork(lab);
      double before = webhook.sum("remora_webhook_skips_total{reason=\"literal_password\"}");
      lab.kubectl().feed(Webhook.manifest("literal.yaml"), "apply", "--filename=-");

      lab.kubectl().run("wait", "pod/mysql", "--for=condition=Ready", Lab.TIMEOUT);
      JsonNode pod = lab.kubectl().json("get", "pod", "mysql");
      assertThat(pod.at("/spec/containers")).hasSize(1);
      assertThat(pod.at("/metadata/annotations/remora.dev~1skip-reason").asText())
          .startsWith("literal_password: ");
      assertThat(webhook.sum("remora_webhook_skips_total{reason=\"literal_password\"}"))
          .isEqualTo(before + 1);
      assertThat(webhook.log())
          .contains(
              "msg=\"Not injected\" namespace=%s pod=mysql reason=literal_password"
                  .formatted(lab.namespace()));
    }
  }

  @Test
  void podsStartWhileTheWebhookIsDown() {
    try (Lab lab = Webhook.lab("webhook-down")) {
      webhook.scale(0);
      // Those that end still answer for a while.
      Awaitility.await().atMost(Lab.PATIENCE).until(() -> webhook.pods().isEmpty());
      try {
        lab.kubectl().feed(Webhook.manifest("nowhere.yaml"), "create", "--filename=-");

        JsonNode pod = lab.kubectl().json("get", "pods").at("/items/0");
        assertThat(pod.at("/spec/containers")).hasSize(1);
      } finally {
        webhook.scale(2);
      }
      Webhook.awaitAtWork(lab);
      lab.kubectl().feed(Webhook.manifest("nowhere.yaml"), "create", "--filename=-");
      assertThat(injected(lab)).isEqualTo(1);
    }
  }

  /** Pods are made all the time; with a webhook that is not trusted, they would have no sidecar. */
  @Test
  void theCertificateIsReplacedWithoutALostCall() throws Exception {
    try (Lab lab = Webhook.lab("webhook-rotation")) {
      Webhook.awaitAtWork(lab);
      rotate(lab);
    }
  }

  private void rotate(Lab lab) throws Exception {
    try (PodMaker maker = new PodMaker(lab)) {
      String before = webhook.certificate();
      webhook.emptySecret();
      Awaitility.await("a new certificate, presented by both")
          .atMost(Lab.PATIENCE)
          .untilAsserted(() -> {
            assertThat(webhook.log().split("msg=\"Certificate presented\"", -1))
                .hasSizeGreaterThanOrEqualTo(5);
            assertThat(webhook.certificate()).isNotEqualTo(before);
          });
      maker.awaitMore();
      List<String> made = maker.ended();

      System.out.printf("rotation: %d Pods made meanwhile%n", made.size());
      assertThat(made).containsOnly(PodMaker.INJECTED);
    }
  }

  @Test
  void fiveHundredPodsAtOnceAreAllPatched() throws Exception {
    try (Lab lab = Webhook.lab("webhook-burst");
        ExecutorService makers = Executors.newFixedThreadPool(MAKERS)) {
      Webhook.awaitAtWork(lab);
      String some = ("---\n" + Webhook.manifest("nowhere.yaml")).repeat(BURST / MAKERS);
      ApiLatency before = ApiLatency.now();
      long start = System.nanoTime();
      List<Future<String>> all = new ArrayList<>();
      for (int i = 0; i < MAKERS; i++) {
        all.add(makers.submit(() -> lab.kubectl().feed(some, "create", "--filename=-")));
      }
      for (Future<String> each : all) {
        each.get();
      }
      Duration took = Duration.ofNanos(System.nanoTime() - start);

      System.out.printf(
          "burst: %d Pods in %.1f s, p50 at most %s s, p99 at most %s s, seen by the API server%n",
          BURST,
          took.toMillis() / 1e3,
          ApiLatency.now().since(before).quantile(0.5),
          ApiLatency.now().since(before).quantile(0.99));
      double resident = webhook.most("process_resident_memory_bytes");
      System.out.printf("webhook: at most %.1f MiB resident%n", resident / 1024 / 1024);
      assertThat(injected(lab)).isEqualTo(BURST);
      assertThat(resident).isLessThan(MOST_BYTES);
    }
  }

  private static long injected(Lab lab) {
    JsonNode pods =
        lab.kubectl().json("get", "pods", "--selector=remora.dev/injected=true").path("items");
    return StreamSupport.stream(pods.spliterator(), false)
        .filter(pod -> pod.at("/spec/containers").size() == 2)
        .count();
  }
}
