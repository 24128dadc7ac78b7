package dev.remora.inject.cli;

import dev.remora.inject.webhook.OwnCertificates;
import dev.remora.inject.webhook.Server;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Option;

/** The flags that say where the webhook listens and how it is trusted. */
final class WebhookOptions {
  // The API server knows of a new authority within a moment; a second one may be busy.
  private static final Duration SETTLING = Duration.ofSeconds(10);
  private static final int HIGHEST_PORT = 65535;
  private static final Set<String> ALWAYS_EXCLUDED =
      Set.of("kube-system", "kube-public", "kube-node-lease");

  @Option(
      names = "--web.listen-address",
      paramLabel = "[HOST]:PORT",
      description = "Where reviews are taken, by TLS. Default: ${DEFAULT-VALUE}.")
  private String reviews = ":8443";

  @Option(
      names = "--metrics.listen-address",
      paramLabel = "[HOST]:PORT",
      description = "Where metrics and probes are answered. Default: ${DEFAULT-VALUE}.")
  private String metrics = ":8080";

  @Option(
      names = "--tls.cert-file",
      paramLabel = "FILE",
      description = "The certificate and its chain, in PEM. Default: ${DEFAULT-VALUE}.")
  private Path certificate = Path.of("/tls/tls.crt");

  @Option(
      names = "--tls.key-file",
      paramLabel = "FILE",
      description = "Its key, in PEM as PKCS #8. Default: ${DEFAULT-VALUE}.")
  private Path key = Path.of("/tls/tls.key");

  @Option(
      names = "--tls.self-signed",
      description = "Make certificates, share them by a Secret, and have the cluster trust them.")
  private boolean selfSigned;

  @Option(
      names = "--tls.lifetime",
      paramLabel = "DAYS",
      description =
          "How long those last; they are renewed after two thirds. Default: ${DEFAULT-VALUE}.")
  private int lifetimeDays = 90;

  @Option(
      names = "--tls.secret",
      paramLabel = "NAME",
      description = "The Secret by which replicas share them. Default: ${DEFAULT-VALUE}.")
  private String secret = "remora-webhook-tls";

  @Option(
      names = "--webhook.configuration",
      paramLabel = "NAME",
      description = "The MutatingWebhookConfiguration to keep. Default: ${DEFAULT-VALUE}.")
  private String configuration = "remora-webhook";

  @Option(
      names = "--webhook.service",
      paramLabel = "NAME",
      description = "The Service by which the webhook is called. Default: ${DEFAULT-VALUE}.")
  private String service = "remora-webhook";

  @Option(
      names = "--webhook.namespace",
      paramLabel = "NAME",
      defaultValue = "${env:POD_NAMESPACE:-}",
      description = "Its own namespace, in which it touches nothing. Default: $POD_NAMESPACE.")
  private String namespace = "";

  @Option(
      names = "--exclude-namespace",
      paramLabel = "NAME",
      description = "One more namespace in which it touches nothing.")
  private List<String> excludedNamespaces = new ArrayList<>();

  @Option(
      names = "--kubernetes.service-account",
      paramLabel = "FOLDER",
      description =
          "Where the token is by which the API server is asked, and its authority. Default: ${DEFAULT-VALUE}.")
  private Path account = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  private URI apiServer = URI.create("https://kubernetes.default.svc");

  /** All that is wrong with them. */
  List<String> problems(Map<String, String> environment) {
    List<String> problems = new ArrayList<>();
    address("--web.listen-address", reviews, problems);
    address("--metrics.listen-address", metrics, problems);
    if (lifetimeDays < 1) {
      problems.add("--tls.lifetime=%d: at least a day is due".formatted(lifetimeDays));
    }
    if (selfSigned) {
      if (namespace.isEmpty()) {
        problems.add("--tls.self-signed needs --webhook.namespace, or the variable POD_NAMESPACE");
      }
      String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
      String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
      if (host.isEmpty()) {
        problems.add("--tls.self-signed needs a cluster: there is no KUBERNETES_SERVICE_HOST");
      } else {
        String written = host.contains(":") ? "[" + host + "]" : host;
        apiServer = URI.create("https://%s:%s".formatted(written, port));
      }
    }
    return problems;
  }

  private static InetSocketAddress address(String flag, String text, List<String> problems) {
    int colon = text.lastIndexOf(':');
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      if (colon >= 0 && port >= 0 && port <= HIGHEST_PORT) {
        return colon == 0
            ? new InetSocketAddress(port)
            : new InetSocketAddress(text.substring(0, colon), port);
      }
    } catch (NumberFormatException e) {
      // Told below, as one without a port.
    }
    problems.add("%s=%s: [HOST]:PORT is due".formatted(flag, text));
    return new InetSocketAddress(0);
  }

  Server.Addresses addresses() {
    List<String> none = new ArrayList<>();
    return new Server.Addresses(address("", reviews, none), address("", metrics, none));
  }

  String shown() {
    return "%s and %s".formatted(reviews, metrics);
  }

  boolean isSelfSigned() {
    return selfSigned;
  }

  Path certificate() {
    return certificate;
  }

  Path key() {
    return key;
  }

  URI apiServer() {
    return apiServer;
  }

  Path account() {
    return account;
  }

  Set<String> excluded() {
    Set<String> excluded = new HashSet<>(ALWAYS_EXCLUDED);
    excluded.addAll(excludedNamespaces);
    excluded.add(namespace);
    return excluded;
  }

  OwnCertificates.Place place() {
    return new OwnCertificates.Place(
        namespace, secret, configuration, service, Duration.ofDays(lifetimeDays), SETTLING);
  }
}
