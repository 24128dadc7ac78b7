package dev.remora.inject.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.inject.manifest.Documents;
import dev.remora.inject.plan.Pointer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the webhook's manifests promise, read as the API server reads them. */
class ManifestsTest {
  private static final Path FOLDER = Path.of("..", "deploy", "kustomize", "webhook");
  private static final String NAME = "kubernetes.io/metadata.name";
  private static final String LABEL = "remora.dev/inject";

  private static Object document(String file) throws Exception {
    return documents(file).getLast();
  }

  private static List<Object> documents(String file) throws Exception {
    return Documents.of(Files.readString(FOLDER.resolve(file)));
  }

  private static List<?> webhooks() throws Exception {
    return (List<?>)
        Pointer.of("webhooks").in(document("base/webhook-configuration.yaml")).orElseThrow();
  }

  @Test
  void noPodWaitsLongOrIsRefused() throws Exception {
    assertThat(webhooks())
        .hasSize(2)
        .allSatisfy(webhook -> {
          assertThat(at(webhook, "/failurePolicy")).isEqualTo("Ignore");
          assertThat(at(webhook, "/timeoutSeconds")).isEqualTo(3);
          assertThat(at(webhook, "/sideEffects")).isEqualTo("None");
          assertThat(at(webhook, "/reinvocationPolicy")).isEqualTo("IfNeeded");
          assertThat(at(webhook, "/admissionReviewVersions")).isEqualTo(List.of("v1"));
          assertThat(at(webhook, "/clientConfig/service/path")).isEqualTo(Server.PATH);
          assertThat(at(webhook, "/rules/0/operations")).isEqualTo(List.of("CREATE"));
          assertThat(at(webhook, "/rules/0/resources")).isEqualTo(List.of("pods"));
        });
  }

  /** Reviewed by one of the two entries, or by none: never twice. */
  @ParameterizedTest
  @CsvSource({
    // The Pod's label, the namespace's label, the namespace, which entry
    "'',    '',    lab, none",
    "true,  '',    lab, pod",
    "false, '',    lab, none",
    "'',    true,  lab, namespace",
    "true,  true,  lab, pod",
    "false, true,  lab, none",
    "maybe, true,  lab, namespace",
    "'',    false, lab, none",
    "true,  false, lab, none",
    "true,  true,  kube-system, none",
    "'',    true,  kube-system, none",
    "true,  true,  remora, none",
    "'',    true,  kube-node-lease, none",
  })
  void eachPodIsReviewedOnce(String pod, String namespace, String name, String entry)
      throws Exception {
    Map<String, String> podLabels = pod.isEmpty() ? Map.of() : Map.of(LABEL, pod);
    Map<String, String> namespaceLabels =
        namespace.isEmpty() ? Map.of(NAME, name) : Map.of(NAME, name, LABEL, namespace);

    List<String> asked = new ArrayList<>();
    for (Object webhook : webhooks()) {
      if (selects(at(webhook, "/objectSelector"), podLabels)
          && selects(at(webhook, "/namespaceSelector"), namespaceLabels)) {
        asked.add(String.valueOf(at(webhook, "/name")).split("\\.", 2)[0]);
      }
    }

    assertThat(asked).isEqualTo(entry.equals("none") ? List.of() : List.of(entry));
  }

  /** Where names of namespaces are no labels, before Kubernetes 1.21, its own says no by ours. */
  @Test
  void itsOwnNamespaceSaysNo() throws Exception {
    assertThat(Pointer.of("metadata", "labels", LABEL).in(document("base/namespace.yaml")))
        .contains("false");
  }

  @Test
  void certManagerMakesKeysThatJavaReads() throws Exception {
    Object certificate = document("cert-manager/certificate.yaml");
    assertThat(at(certificate, "/spec/privateKey/encoding")).isEqualTo("PKCS8");
    assertThat(at(certificate, "/spec/dnsNames")).isEqualTo(List.of("remora-webhook.remora.svc"));
  }

  /** An authority that changed with each certificate would be trusted before that is presented. */
  @Test
  void theAuthorityOutlastsTheCertificate() throws Exception {
    Object leaf = certManagers("Certificate", "remora-webhook");
    Object issuer = certManagers(at(leaf, "/issuerRef/kind"), at(leaf, "/issuerRef/name"));
    Object authority = certManagers("Certificate", "remora-webhook-authority");
    assertThat(at(issuer, "/ca/secretName")).isEqualTo(at(authority, "/secretName"));
    assertThat(at(authority, "/isCA")).isEqualTo(true);
    assertThat(at(authority, "/privateKey/rotationPolicy")).isEqualTo("Never");
    assertThat(at(authority, "/secretName")).isNotEqualTo(at(leaf, "/secretName"));
  }

  private static Object certManagers(Object kind, Object name) throws Exception {
    return documents("cert-manager/certificate.yaml").stream()
        .filter(each -> at(each, "/kind").equals(kind) && at(each, "/metadata/name").equals(name))
        .map(each -> at(each, "/spec"))
        .findFirst()
        .orElseThrow();
  }

  /** As the restricted level wants it, and with no more than the sidecar has. */
  @Test
  void asksForNoRights() throws Exception {
    Object pod = at(document("base/deployment.yaml"), "/spec/template/spec");
    assertThat(at(pod, "/automountServiceAccountToken")).isEqualTo(false);
    assertThat(at(pod, "/securityContext/runAsNonRoot")).isEqualTo(true);
    assertThat(at(pod, "/containers/0/securityContext"))
        .isEqualTo(
            Map.of(
                "readOnlyRootFilesystem",
                true,
                "allowPrivilegeEscalation",
                false,
                "capabilities",
                Map.of("drop", List.of("ALL"))));
    assertThat(at(pod, "/containers/0/resources/limits/memory")).isEqualTo("96Mi");
  }

  /** Of what is not its own, it may change nothing. */
  @Test
  void mayChangeOnlyWhatIsItsOwn() throws Exception {
    List<Object> named = new ArrayList<>();
    for (Object each : documents("self-signed/rights.yaml")) {
      if (Pointer.of("rules").in(each).orElse(List.of()) instanceof List<?> rules) {
        for (Object rule : rules) {
          assertThat(at(rule, "/verbs")).isEqualTo(List.of("get", "update"));
          named.add(at(rule, "/resourceNames"));
        }
      }
    }
    assertThat(named).containsExactly(List.of("remora-webhook-tls"), List.of("remora-webhook"));
  }

  /** So that nobody has to create it; an apply of what has no data leaves what there is. */
  @Test
  void theSecretComesEmpty() throws Exception {
    Object secret = documents("self-signed/rights.yaml").getFirst();
    assertThat(at(secret, "/kind")).isEqualTo("Secret");
    assertThat(at(secret, "/metadata/name")).isEqualTo("remora-webhook-tls");
    assertThat(at(secret, "/data")).isEqualTo("");
    assertThat(at(secret, "/stringData")).isEqualTo("");
  }

  private static Object at(Object object, String place) {
    return Pointer.parse(place).in(object).orElse("");
  }

  /** A label selector, as Kubernetes says. */
  private static boolean selects(Object selector, Map<String, String> labels) {
    boolean all = true;
    if (at(selector, "/matchLabels") instanceof Map<?, ?> wanted) {
      all = labels.entrySet().containsAll(wanted.entrySet());
    }
    if (at(selector, "/matchExpressions") instanceof List<?> expressions) {
      for (Object each : expressions) {
        List<?> values = (List<?>) at(each, "/values");
        boolean in =
            values.contains(labels.getOrDefault(String.valueOf(at(each, "/key")), "\u0000"));
        all &= at(each, "/operator").equals("In") ? in : !in;
      }
    }
    return all;
  }
}
