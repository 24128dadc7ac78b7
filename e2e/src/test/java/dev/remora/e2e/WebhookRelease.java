package dev.remora.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.UpgradeCommand;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The webhook as Helm installs it, in a namespace of its own, while it is open. */
final class WebhookRelease implements AutoCloseable {
  static final String SECRET = Webhook.NAME + "-tls";

  private static final String RELEASE = "remora";

  private final Lab home;

  /** The namespace alone. */
  WebhookRelease(String name) {
    home = new Lab(name);
  }

  Lab home() {
    return home;
  }

  /** Waits until it is ready. */
  void install(Map<String, Object> values) {
    InstallCommand command = new Helm(Chart.FOLDER).install().withName(RELEASE);
    command.withNamespace(home.namespace()).set("webhook.enabled", true);
    values.forEach(command::set);
    command.waitReady().withTimeout((int) Lab.PATIENCE.toSeconds()).call();
  }

  /** Waits until all replicas are of the new kind. */
  void upgrade(Map<String, Object> values) {
    UpgradeCommand command = new Helm(Chart.FOLDER).upgrade().withName(RELEASE);
    command.withNamespace(home.namespace()).set("webhook.enabled", true);
    values.forEach(command::set);
    command.waitReady().withTimeout((int) Lab.PATIENCE.toSeconds()).call();
  }

  void uninstall() {
    Helm.uninstall(RELEASE).withNamespace(home.namespace()).ignoreNotFound().call();
  }

  JsonNode configuration() {
    return Kubectl.anywhere().json("get", "mutatingwebhookconfiguration", Webhook.NAME);
  }

  /** The authorities that the API server trusts, of each entry. */
  List<String> bundles() {
    return configuration().findValuesAsText("caBundle");
  }

  /** Has the API server trust this authority and no other, as cert-manager does. */
  void trust(String authority) {
    byte[] pem = authority.getBytes(StandardCharsets.US_ASCII);
    ArrayNode patch = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < configuration().path("webhooks").size(); i++) {
      patch
          .addObject()
          .put("op", "add")
          .put("path", "/webhooks/%d/clientConfig/caBundle".formatted(i))
          .put("value", pem);
    }
    Kubectl.anywhere()
        .run(
            "patch",
            "mutatingwebhookconfiguration",
            Webhook.NAME,
            "--type=json",
            "--patch=" + patch);
  }

  JsonNode secret() {
    return home.kubectl().json("get", "secret", SECRET).path("data");
  }

  /** What all replicas have said. */
  String log() {
    return home.kubectl()
        .run("logs", "--selector=app.kubernetes.io/component=webhook", "--tail=-1");
  }

  @Override
  public void close() {
    uninstall();
    home.close();
  }
}
