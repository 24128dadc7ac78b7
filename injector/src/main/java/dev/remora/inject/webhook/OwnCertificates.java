package dev.remora.inject.webhook;

import dev.remora.inject.plan.Addition;
import dev.remora.inject.plan.Edited;
import dev.remora.inject.plan.Pointer;
import dev.remora.log.Log;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Certificates that the webhook makes itself, and renews in time. Its replicas share them by a
 * Secret, and each sees to it that the cluster trusts them, and goes on trusting those before them.
 *
 * <p>Whoever deletes the Secret has a new certificate made. A new one is presented only when the
 * API server has been told of its authority for a while; until then the old one is.
 */
public final class OwnCertificates implements Certificates {
  /** Where things are, and how long they last. */
  public record Place(
      String namespace,
      String secret,
      String configuration,
      String service,
      Duration lifetime,
      Duration settling) {
    private String secrets() {
      return "/api/v1/namespaces/%s/secrets".formatted(namespace);
    }

    private String configurationPath() {
      return "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/" + configuration;
    }

    private String dnsName() {
      return "%s.%s.svc".formatted(service, namespace);
    }
  }

  private static final String AUTHORITIES = "ca.crt";
  private static final String CERTIFICATE = "tls.crt";
  private static final String KEY = "tls.key";
  // One for each rotation within a lifetime, and some that people forced.
  private static final int MOST_AUTHORITIES = 5;

  private final Objects objects;
  private final Place place;
  private final Clock clock;
  private final Log log;
  private Optional<Identity> told = Optional.empty();
  private Instant toldAt = Instant.MAX;

  /** None yet. */
  public OwnCertificates(Objects objects, Place place, Clock clock, Log log) {
    this.objects = objects;
    this.place = place;
    this.clock = clock;
    this.log = log;
  }

  /** What the Secret holds: an identity, and the authorities to trust, that of it first. */
  private record Stored(Identity identity, List<X509Certificate> authorities) {}

  @Override
  public void refresh(Presented presented) throws IOException, GeneralSecurityException {
    Stored stored = stored();
    if (presented.now().isPresent() && presented.now().get().equals(stored.identity())) {
      tell(stored);
      return;
    }
    boolean known = tell(stored);
    if (told.filter(stored.identity()::equals).isEmpty()) {
      told = Optional.of(stored.identity());
      toldAt = clock.instant();
    }
    boolean settled = !clock.instant().isBefore(toldAt.plus(place.settling()));
    if (!presented.isValid() || (known && settled)) {
      presented.replace(stored.identity());
      log.info("Certificate presented", "certificate", stored.identity().toString());
    }
  }

  private Stored stored() throws IOException, GeneralSecurityException {
    String path = place.secrets() + "/" + place.secret();
    Optional<Map<String, Object>> secret = objects.get(path);
    // It comes empty, which is nothing to warn of.
    Optional<Stored> stored = secret.filter(each -> each.containsKey("data")).flatMap(this::read);
    if (stored.isPresent() && !isDue(stored.get().identity())) {
      return stored.get();
    }
    Authority.Issued issued = Authority.issue(place.dnsName(), clock.instant(), place.lifetime());
    List<X509Certificate> authorities = Identity.certificates(issued.authority());
    stored.ifPresent(before -> authorities.addAll(before.authorities()));
    List<X509Certificate> kept = kept(authorities);
    Map<String, Object> data = new LinkedHashMap<>();
    data.put(AUTHORITIES, base64(pem(kept)));
    data.put(CERTIFICATE, base64(issued.certificate()));
    data.put(KEY, base64(issued.key()));
    boolean written =
        secret.isPresent()
            ? objects.replace(
                path, Edited.with(secret.get(), List.of(new Addition(Pointer.of("data"), data))))
            : objects.create(place.secrets(), secret(data));
    if (!written) {
      // Another replica was first, and its certificate is as good.
      return objects
          .get(path)
          .flatMap(this::read)
          .orElseThrow(() -> new IOException("Secret " + place.secret() + " changes all the time"));
    }
    log.info("Certificate made", "secret", place.secret());
    return new Stored(Identity.parse(issued.certificate(), issued.key()), kept);
  }

  private Map<String, Object> secret(Map<String, Object> data) {
    Map<String, Object> secret = new LinkedHashMap<>();
    secret.put("apiVersion", "v1");
    secret.put("kind", "Secret");
    secret.put("metadata", Map.of("name", place.secret(), "namespace", place.namespace()));
    secret.put("data", data);
    return secret;
  }

  private Optional<Stored> read(Map<String, Object> secret) {
    try {
      Identity identity = Identity.parse(data(secret, CERTIFICATE), data(secret, KEY));
      List<X509Certificate> authorities = Identity.certificates(data(secret, AUTHORITIES));
      // Somebody else may have put it there, with no authority, or for another name.
      X509Certificate own = identity.voucher(authorities, place.dnsName(), clock.instant());
      authorities.remove(own);
      authorities.addFirst(own);
      return Optional.of(new Stored(identity, authorities));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      log.warn(
          "The Secret's certificate is useless, and is made anew",
          "secret",
          place.secret(),
          "error",
          String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static String data(Map<String, Object> secret, String key) {
    return decoded(Pointer.of("data", key).in(secret).map(Plain::text).orElse(""));
  }

  /** Two thirds of its time are over. */
  private boolean isDue(Identity identity) {
    Duration life = Duration.between(identity.begin(), identity.end());
    return clock.instant().isAfter(identity.begin().plus(life.multipliedBy(2).dividedBy(3)));
  }

  /** Has the cluster trust the authorities; whether it did already. */
  private boolean tell(Stored stored) throws IOException, GeneralSecurityException {
    Map<String, Object> configuration =
        objects
            .get(place.configurationPath())
            .orElseThrow(
                () -> new IOException("no MutatingWebhookConfiguration " + place.configuration()));
    List<Addition> additions = new ArrayList<>();
    int size =
        Pointer.of("webhooks").in(configuration).orElse(List.of()) instanceof List<?> list
            ? list.size()
            : 0;
    X509Certificate own = stored.authorities().getFirst();
    for (int i = 0; i < size; i++) {
      Pointer bundle = Pointer.of("webhooks", Integer.toString(i), "clientConfig", "caBundle");
      List<X509Certificate> trusted =
          trusted(decoded(bundle.in(configuration).map(Plain::text).orElse("")));
      if (!trusted.contains(own)) {
        List<X509Certificate> all = new ArrayList<>(stored.authorities());
        all.addAll(trusted);
        additions.add(new Addition(bundle, base64(pem(kept(all)))));
      }
    }
    if (additions.isEmpty()) {
      return true;
    }
    Map<String, Object> changed = Edited.with(configuration, additions);
    if (!objects.replace(place.configurationPath(), changed)) {
      throw new IOException(place.configuration() + " was changed meanwhile; again soon");
    }
    log.info("Authority told to the cluster", "configuration", place.configuration());
    return false;
  }

  /** Whatever stands there that is no certificate is not worth keeping. */
  private static List<X509Certificate> trusted(String bundle) {
    try {
      return Identity.certificates(bundle);
    } catch (GeneralSecurityException e) {
      return List.of();
    }
  }

  private List<X509Certificate> kept(List<X509Certificate> authorities) {
    Set<X509Certificate> kept = new LinkedHashSet<>();
    for (X509Certificate each : authorities) {
      boolean over = each.getNotAfter().toInstant().isBefore(clock.instant());
      if (!over && kept.size() < MOST_AUTHORITIES) {
        kept.add(each);
      }
    }
    return List.copyOf(kept);
  }

  private static String pem(List<X509Certificate> certificates) throws GeneralSecurityException {
    StringBuilder pem = new StringBuilder();
    for (X509Certificate each : certificates) {
      pem.append(Authority.pem("CERTIFICATE", each.getEncoded()));
    }
    return pem.toString();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.US_ASCII);
  }
}
