package dev.remora.inject.webhook;

import dev.remora.inject.json.JsonException;
import dev.remora.inject.json.JsonReader;
import dev.remora.inject.json.JsonWriter;
import dev.remora.inject.plan.Addition;
import dev.remora.inject.plan.Edited;
import dev.remora.inject.plan.Pointer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The few objects that the webhook keeps, with versions, as an API server has them. */
final class FakeCluster implements Objects {
  static final String SECRETS = "/api/v1/namespaces/remora/secrets";
  static final String SECRET = SECRETS + "/remora-webhook-tls";
  static final String CONFIGURATION =
      "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/remora-webhook";

  private final Map<String, Map<String, Object>> objects = new LinkedHashMap<>();
  private final List<Runnable> beforeWriting = new ArrayList<>();
  private int version;
  private boolean down;

  FakeCluster() {
    resetConfiguration();
  }

  void resetConfiguration() {
    Map<String, Object> webhook =
        Map.of("name", "a", "clientConfig", Map.of("service", Map.of("name", "remora-webhook")));
    put(CONFIGURATION, Map.of("webhooks", List.of(webhook, webhook), "unknown", "kept"));
  }

  void setDown(boolean isDown) {
    this.down = isDown;
  }

  /** Has somebody else be quicker, once. */
  void beforeNextWrite(Runnable action) {
    beforeWriting.add(action);
  }

  void delete(String path) {
    objects.remove(path);
  }

  Object at(String path, String place) {
    return Pointer.parse(place).in(objects.getOrDefault(path, Map.of())).orElse("");
  }

  /** The authorities that an API server trusts when it calls one of the webhooks. */
  List<X509Certificate> trusted(int webhook) throws GeneralSecurityException {
    Object bundle = at(CONFIGURATION, "/webhooks/%d/clientConfig/caBundle".formatted(webhook));
    return Identity.certificates(
        new String(Base64.getDecoder().decode(bundle.toString()), StandardCharsets.US_ASCII));
  }

  /** Has the API server trust an authority for one of the webhooks, and no other. */
  void trust(String authority) {
    String bundle =
        Base64.getEncoder().encodeToString(authority.getBytes(StandardCharsets.US_ASCII));
    Pointer place = Pointer.of("webhooks", "0", "clientConfig", "caBundle");
    put(
        CONFIGURATION,
        Edited.with(
            objects.getOrDefault(CONFIGURATION, Map.of()), List.of(new Addition(place, bundle))));
  }

  private void put(String path, Map<String, Object> object) {
    Addition versioned =
        new Addition(
            Pointer.of("metadata"), Map.of("resourceVersion", Integer.toString(++version)));
    objects.put(path, Edited.with(object, List.of(versioned)));
  }

  private void write() throws IOException {
    if (down) {
      throw new IOException("connection refused");
    }
    List<Runnable> now = List.copyOf(beforeWriting);
    beforeWriting.clear();
    now.forEach(Runnable::run);
  }

  @Override
  public Optional<Map<String, Object>> get(String path) throws IOException {
    if (down) {
      throw new IOException("connection refused");
    }
    return Optional.ofNullable(objects.get(path)).map(FakeCluster::copy);
  }

  @Override
  public boolean create(String path, Map<String, Object> object) throws IOException {
    write();
    String whole = path + "/" + Pointer.of("metadata", "name").in(object).orElseThrow();
    if (objects.containsKey(whole)) {
      return false;
    }
    put(whole, object);
    return true;
  }

  @Override
  public boolean replace(String path, Map<String, Object> object) throws IOException {
    write();
    Pointer place = Pointer.of("metadata", "resourceVersion");
    if (!place.in(object).equals(place.in(objects.getOrDefault(path, Map.of())))) {
      return false;
    }
    put(path, object);
    return true;
  }

  private static Map<String, Object> copy(Map<String, Object> object) {
    try {
      return Plain.map(JsonReader.read(JsonWriter.compact(object)));
    } catch (JsonException e) {
      throw new IllegalStateException(e);
    }
  }
}
