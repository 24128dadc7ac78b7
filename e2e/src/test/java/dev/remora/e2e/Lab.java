package dev.remora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/** A namespace of its own for one test, with a MySQL and a sidecar in it, removed at the end. */
final class Lab implements AutoCloseable {
  static final String SIDECAR = "mysqld-exporter";
  static final String MYSQL = "mysql";
  static final Duration PATIENCE = Duration.ofMinutes(8);

  /** The same for a command of kubectl. */
  static final String TIMEOUT = "--timeout=" + PATIENCE.toSeconds() + "s";

  private static final int ACCOUNTS_WITHOUT_SECRET_SINCE = 24;

  private final String namespace;
  private final Kubectl kubectl;

  Lab(String name) {
    namespace = "remora-e2e-" + name;
    kubectl = Kubectl.in(namespace);
    // What a run that was cut off left.
    Kubectl.anywhere().run("delete", "namespace", namespace, "--ignore-not-found", "--wait=true");
    create(namespace);
  }

  /** Makes a namespace, and waits until Pods can be made in it. */
  static void create(String namespace) {
    Kubectl.anywhere().run("create", "namespace", namespace);
    Awaitility.await("the default service account of " + namespace)
        .atMost(PATIENCE)
        .until(() -> hasAccount(namespace));
  }

  private static boolean hasAccount(String namespace) {
    Kubectl.Result account =
        Kubectl.in(namespace)
            .attempt(
                "",
                Map.of(),
                "get",
                "serviceaccount",
                "default",
                "--output=jsonpath={.metadata.name} {.secrets[*].name}");
    // Before 1.24 a Pod wants the account's token, too.
    return account.code() == 0
        && (Cluster.minor() >= ACCOUNTS_WITHOUT_SECRET_SINCE
            || account.printed().strip().contains(" "));
  }

  String namespace() {
    return namespace;
  }

  Kubectl kubectl() {
    return kubectl;
  }

  /** Waits until the Deployment of the database is as it is written, and all its Pods are ready. */
  void rolledOut() {
    kubectl.run("rollout", "status", "deployment/mysql", TIMEOUT);
  }

  /** The one Pod of the database, as the API server sees it now. */
  JsonNode pod() {
    JsonNode pods =
        Awaitility.await("one Pod of the database")
            .atMost(PATIENCE)
            .until(
                () -> kubectl.json("get", "pods", "--selector=app=mysql").path("items"),
                items -> items.size() == 1);
    return pods.get(0);
  }

  String podName() {
    return pod().at("/metadata/name").asText();
  }

  /** What the kubelet says of a container, also of one that is a native sidecar. */
  JsonNode status(String container) {
    JsonNode status = pod().path("status");
    return StreamSupport.stream(status.path("containerStatuses").spliterator(), false)
        .filter(one -> one.path("name").asText().equals(container))
        .findFirst()
        .orElseGet(() ->
            StreamSupport.stream(status.path("initContainerStatuses").spliterator(), false)
                .filter(one -> one.path("name").asText().equals(container))
                .findFirst()
                .orElseThrow());
  }

  int restarts(String container) {
    return status(container).path("restartCount").asInt();
  }

  boolean isRunning(String container) {
    return status(container).at("/state/running").isObject();
  }

  /** What the sidecar has said so far. */
  String log() {
    return kubectl.run("logs", podName(), "--container=" + SIDECAR);
  }

  /** Has root run statements in the database; what they print, a line for each row. */
  String sql(String statements) {
    return kubectl.feed(
        statements,
        "exec",
        "--stdin",
        podName(),
        "--container=" + MYSQL,
        "--",
        "sh",
        "-c",
        "MYSQL_PWD=$MYSQL_ROOT_PASSWORD exec mysql --user=root --skip-column-names --batch");
  }

  /** Makes a Secret, or gives the one of that name other values. */
  void secret(String name, Map<String, String> values) {
    secret(name, "Opaque", values);
  }

  /** The same of another type. */
  void secret(String name, String type, Map<String, String> values) {
    ObjectNode secret = JsonNodeFactory.instance.objectNode();
    secret.put("apiVersion", "v1").put("kind", "Secret").putObject("metadata").put("name", name);
    secret.put("type", type);
    values.forEach(secret.putObject("stringData")::put);
    kubectl.feed(secret.toString(), "apply", "--filename=-");
  }

  /** Has the kubelet bring changed Secrets to all Pods here now, not in a minute. */
  void hurryKubelet() {
    // Any change of a Pod makes it look at all that is mounted there.
    String now = "remora.dev/looked-at=" + Instant.now().toString().replace(':', '-');
    kubectl.run("annotate", "pods", "--all", "--overwrite", now);
  }

  /** Waits until a page says that the database answers. */
  void awaitUp(PortForward forward) {
    Awaitility.await("mysql_up 1")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptionsInstanceOf(UncheckedIOException.class)
        .untilAsserted(() -> assertThat(forward.metrics()).contains("\nmysql_up 1\n"));
  }

  @Override
  public void close() {
    Kubectl.anywhere().run("delete", "namespace", namespace, "--wait=false");
  }
}
