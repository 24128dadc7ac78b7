package dev.remora.dist;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Runs the webhook as an API server would, with a certificate in files and with its own, for what
 * its JVM writes of it: a list of the classes that it loads.
 */
final class WebhookTraining {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String PASSWORD = "training";
  private static final String NAME = "webhook";
  // The server looks for idle clients at this pace, else every ten seconds: once in some trainings.
  private static final String CLOCK_TICK = " -Dsun.net.httpserver.clockTick=50";

  /** Loaded or not by how connections and the process happen to end. */
  static final List<String> CHANCE =
      List.of(
          "java/io/InterruptedIOException",
          "java/net/SocketTimeoutException",
          "java/lang/StackTraceElement$HashedModules");

  private static final String REVIEW =
      """
      {"kind": "AdmissionReview", "apiVersion": "admission.k8s.io/v1", "request": {
        "uid": "705ab4f5-6393-11e8-b7cc-42010a800002",
        "kind": {"group": "", "version": "v1", "kind": "Pod"},
        "resource": {"group": "", "version": "v1", "resource": "pods"},
        "namespace": "lab", "operation": "CREATE", "dryRun": false,
        "object": {"metadata": {"generateName": "mysql-", "labels": {"remora.dev/inject": "true"},
            "ownerReferences": [{"kind": "ReplicaSet", "name": "mysql"}]},
          "spec": {"containers": [{"name": "mysql", "image": "mysql:8.0",
            "ports": [{"containerPort": 3306}], "env": [VARIABLE]}]}}}}
      """;
  private static final List<String> VARIABLES =
      List.of(
          """
          {"name": "MYSQL_ROOT_PASSWORD",
            "valueFrom": {"secretKeyRef": {"name": "mysql", "key": "password"}}}
          """,
          """
          {"name": "MYSQL_RANDOM_ROOT_PASSWORD", "value": "yes"}
          """);

  private WebhookTraining() {}

  /**
   * What its JVMs have written.
   *
   * @param option what has one write, with the file left out
   */
  static List<String> run(Path program, String option) throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("remora-webhook");
    try {
      KeyStore keys = keys(work);
      Path certificate = write(work, "CERTIFICATE", keys.getCertificate(NAME).getEncoded());
      Path key = write(work, "PRIVATE KEY", keys.getKey(NAME, PASSWORD.toCharArray()).getEncoded());
      Path written = work.resolve("written");
      List<ProcessBuilder> replicas = new ArrayList<>();
      replicas.add(
          new ProcessBuilder(
              program.toString(), "--tls.cert-file=" + certificate, "--tls.key-file=" + key));
      try (FakeApiServer api = new FakeApiServer(presenting(keys))) {
        Path account = Files.createDirectory(work.resolve("account"));
        Files.writeString(account.resolve("token"), "training");
        Files.copy(certificate, account.resolve("ca.crt"));
        // The first makes what the second finds.
        replicas.add(selfSigned(program, api, account));
        replicas.add(selfSigned(program, api, account));
        List<String> lines = new ArrayList<>();
        for (ProcessBuilder replica : replicas) {
          replica.environment().put("JDK_JAVA_OPTIONS", option + written + CLOCK_TICK);
          run(replica, written);
          lines.addAll(Files.readAllLines(written));
        }
        lines.removeIf(line -> CHANCE.contains(line.split(" ", 2)[0]));
        return lines;
      }
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    } finally {
      Folders.delete(work);
    }
  }

  private static ProcessBuilder selfSigned(Path program, FakeApiServer api, Path account) {
    ProcessBuilder builder =
        new ProcessBuilder(
            program.toString(),
            "--tls.self-signed",
            "--webhook.namespace=" + FakeApiServer.NAMESPACE,
            "--kubernetes.service-account=" + account);
    builder.environment().put("KUBERNETES_SERVICE_HOST", "localhost");
    builder.environment().put("KUBERNETES_SERVICE_PORT", Integer.toString(api.port()));
    return builder;
  }

  private static void run(ProcessBuilder builder, Path written)
      throws IOException, InterruptedException, GeneralSecurityException {
    Files.deleteIfExists(written);
    int reviews = freePort();
    int plain = freePort();
    builder.command().add("--web.listen-address=127.0.0.1:" + reviews);
    builder.command().add("--metrics.listen-address=127.0.0.1:" + plain);
    Path log = written.resolveSibling("training.log");
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    boolean served = false;
    try {
      served = serves(trusting(), reviews, plain, process);
    } finally {
      process.destroy();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
    if (!served || Files.notExists(written)) {
      throw new IOException("the webhook could not be trained:\n" + Files.readString(log));
    }
  }

  /** What an API server, a kubelet and a Prometheus want of it in its first minute. */
  private static boolean serves(SSLContext context, int reviews, int plain, Process process)
      throws IOException, InterruptedException {
    try (HttpClient client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(context).build()) {
      Instant end = Instant.now().plus(PATIENCE);
      while (!get(client, plain, "/-/ready").contains("ready")) {
        if (!process.isAlive() || Instant.now().isAfter(end)) {
          return false;
        }
        process.waitFor(50, TimeUnit.MILLISECONDS);
      }
      for (String variable : VARIABLES) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create("https://localhost:%d/inject".formatted(reviews)))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(REVIEW.replace("VARIABLE", variable)))
                .build();
        String body = client.send(request, BodyHandlers.ofString()).body();
        if (!body.contains("JSONPatch")) {
          return false;
        }
      }
      return get(client, plain, "/-/healthy").contains("healthy")
          && get(client, plain, "/metrics").contains("\nremora_webhook_injections_total 1\n");
    }
  }

  /** The body of an answer; empty where none comes, as while it starts. */
  private static String get(HttpClient client, int port, String path) throws InterruptedException {
    URI uri = URI.create("http://127.0.0.1:%d%s".formatted(port, path));
    try {
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return "";
    }
  }

  /** Of the kind that cert-manager makes by our manifest. */
  private static KeyStore keys(Path work)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = work.resolve("keys.p12");
    Commands.run(
        Path.of(System.getProperty("java.home"), "bin", "keytool"),
        List.of("-genkeypair", "-alias", NAME, "-keyalg", "EC", "-groupname", "secp256r1"),
        "-dname",
        "CN=webhook",
        "-ext",
        "san=dns:localhost",
        "-storetype",
        "PKCS12",
        "-keystore",
        file.toString(),
        "-storepass",
        PASSWORD);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return keys;
  }

  private static Path write(Path work, String what, byte[] der) throws IOException {
    String base64 = Base64.getMimeEncoder().encodeToString(der);
    return Files.writeString(
        work.resolve(what.replace(' ', '-')),
        "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, base64));
  }

  private static SSLContext presenting(KeyStore keys) throws GeneralSecurityException {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static SSLContext trusting() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Anybody()}, null);
    return context;
  }

  /** Trusts whatever the webhook presents: here, nobody else is there. */
  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
