package dev.remora.inject.webhook;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The identity that is presented to whoever connects from now on. It is replaced while the server
 * runs; connections that are open, and handshakes that have begun, go on with the one they have.
 */
public final class Presented {
  private final Metrics metrics;
  private final Clock clock;
  private volatile State state = new State(0, List.of());

  /**
   * The latest identity, and the one before it, for handshakes that are under way.
   *
   * @param number of the latest
   */
  private record State(int number, List<Identity> latest) {}

  /** Nobody yet. */
  public Presented(Metrics metrics, Clock clock) {
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Only one thread replaces it. */
  void replace(Identity identity) {
    State before = state;
    List<Identity> latest =
        before.latest().isEmpty()
            ? List.of(identity)
            : List.of(identity, before.latest().getFirst());
    state = new State(before.number() + 1, latest);
    metrics.certificateEnds(identity.end().getEpochSecond());
  }

  Optional<Identity> now() {
    return state.latest().stream().findFirst();
  }

  /** Whether there is one that clients will accept. */
  boolean isValid() {
    return now().filter(identity -> identity.isValid(clock.instant())).isPresent();
  }

  /** A context whose connections present it. */
  SSLContext context() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(new KeyManager[] {new Keys()}, null, null);
    return context;
  }

  /** Names an identity by its number, so that its chain and its key stay together. */
  private final class Keys extends X509ExtendedKeyManager {
    @Override
    public @Nullable String chooseEngineServerAlias(
        String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
      State now = state;
      boolean fits =
          !now.latest().isEmpty() && now.latest().getFirst().key().getAlgorithm().equals(keyType);
      return fits ? Integer.toString(now.number()) : null;
    }

    private @Nullable Identity identity(String alias) {
      State now = state;
      int age = now.number() - Integer.parseInt(alias);
      return age >= 0 && age < now.latest().size() ? now.latest().get(age) : null;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
      Identity identity = identity(alias);
      return identity == null ? null : identity.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
      Identity identity = identity(alias);
      return identity == null ? null : identity.key();
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
      return null;
    }

    @Override
    public @Nullable String chooseServerAlias(
        String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return chooseEngineServerAlias(keyType, issuers, null);
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
      return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
        String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return null;
    }
  }
}
