package dev.remora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The admission webhook in the cluster, with certificates of its own, while it is open. */
final class Webhook implements AutoCloseable {
  static final String NAME = "remora-webhook";

  private static final String NAMESPACE = "remora";
  private static final Path MANIFESTS = Images.KUSTOMIZE.resolve("webhook/self-signed");
  // The kind of disruption budgets that clusters know.
  private static final int BUDGETS_V1_SINCE = 21;
  // What is asked is whether calls are lost, not how long they take on a busy machine.
  private static final String SHIPPED_LIMIT = "timeoutSeconds: 3";

  private final Kubectl kubectl = Kubectl.in(NAMESPACE);
  private final String manifests;

  /** Installs it, and waits until both replicas are ready. */
  Webhook() {
    String all = Kubectl.anywhere().run("kustomize", MANIFESTS.toString());
    assertThat(all).contains(SHIPPED_LIMIT);
    String patient = all.replace(SHIPPED_LIMIT, "timeoutSeconds: 30");
    manifests =
        Cluster.minor() >= BUDGETS_V1_SINCE
            ? patient
            : patient.replace("policy/v1", "policy/v1beta1");
    close();
    Kubectl.anywhere().feed(manifests, "apply", "--filename=-");
    rolledOut();
  }

  Kubectl kubectl() {
    return kubectl;
  }

  void rolledOut() {
    kubectl.run("rollout", "status", "deployment/" + NAME, Lab.TIMEOUT);
  }

  void scale(int replicas) {
    kubectl.run("scale", "deployment/" + NAME, "--replicas=" + replicas);
    rolledOut();
  }

  JsonNode pods() {
    return kubectl.json("get", "pods", "--selector=app.kubernetes.io/name=" + NAME).path("items");
  }

  /** The sum of a sample over all replicas; 0 where it is not there yet. */
  double sum(String sample) {
    double sum = 0;
    for (String page : pages()) {
      Matcher line = Pattern.compile("(?m)^" + Pattern.quote(sample) + " (\\S+)$").matcher(page);
      sum += line.find() ? Double.parseDouble(line.group(1)) : 0;
    }
    return sum;
  }

  /** The most of a sample of all replicas. */
  double most(String sample) {
    double most = 0;
    for (String page : pages()) {
      Matcher line = Pattern.compile("(?m)^" + Pattern.quote(sample) + " (\\S+)$").matcher(page);
      most = Math.max(most, line.find() ? Double.parseDouble(line.group(1)) : 0);
    }
    return most;
  }

  /** The pages of metrics of all replicas. */
  List<String> pages() {
    List<String> pages = new ArrayList<>();
    for (JsonNode pod : pods()) {
      try (PortForward forward =
          PortForward.open(kubectl, pod.at("/metadata/name").asText(), ":8080")) {
        pages.add(forward.metrics());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return pages;
  }

  /** What all replicas have said. */
  String log() {
    return kubectl.run(
        "logs", "--selector=app.kubernetes.io/name=" + NAME, "--tail=-1", "--container=webhook");
  }

  /** The certificate in the Secret that the replicas share. */
  String certificate() {
    return kubectl.json("get", "secret", "remora-webhook-tls").at("/data/tls.crt").asText();
  }

  /** Whoever does so has a new certificate made. */
  void emptySecret() {
    String nothing = "[{\"op\": \"remove\", \"path\": \"/data\"}]";
    kubectl.run("patch", "secret", "remora-webhook-tls", "--type=json", "--patch=" + nothing);
  }

  @Override
  public void close() {
    Kubectl.anywhere()
        .feed(manifests, "delete", "--filename=-", "--ignore-not-found", "--wait=true");
  }

  /** Waits until the API server asks it of new Pods, which may be after it is ready. */
  static void awaitAtWork(Lab lab) {
    Awaitility.await("a Pod is injected")
        .atMost(Lab.PATIENCE)
        .until(() -> PodMaker.make(lab), PodMaker.INJECTED::equals);
  }

  /** A namespace with the Secret that the databases of the tests take their password from. */
  static Lab lab(String name) {
    Lab lab = new Lab(name);
    lab.secret("mysql-root-password", Map.of("password", "s3cr:t"));
    return lab;
  }

  /** The tutorial's Deployment with one line more. */
  static String labelledTutorial() {
    String pod = "      labels:\n        app: mysql\n";
    String text = manifest("../tutorial/mysql.yaml");
    assertThat(text).containsOnlyOnce(pod);
    return text.replace(pod, pod + "        remora.dev/inject: \"true\"\n");
  }

  /** A manifest of the tests. */
  static String manifest(String name) {
    try {
      return Files.readString(Path.of("src/test/resources/webhook").resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
