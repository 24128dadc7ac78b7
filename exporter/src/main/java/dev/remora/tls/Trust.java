package dev.remora.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Decides whether a peer is who it must be. */
public final class Trust extends ChainTrust {
  private final Optional<X509TrustManager> issuers;
  private final String host;

  private Trust(Optional<X509TrustManager> issuers, String host) {
    this.issuers = issuers;
    this.host = host;
  }

  /** Trusts whoever answers. */
  public static Trust inAnybody() {
    return new Trust(Optional.empty(), "");
  }

  /**
   * Trusts those for whom somebody vouches.
   *
   * @param authorities who may; empty for those that the Java runtime trusts
   */
  public static Trust in(List<X509Certificate> authorities) throws GeneralSecurityException {
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(authorities.isEmpty() ? null : store(authorities));
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager issuers) {
        return new Trust(Optional.of(issuers), "");
      }
    }
    throw new CertificateException("the Java runtime cannot check certificates");
  }

  /** The same, of whom only the one with this name is trusted. */
  public Trust onlyFor(String name) {
    return new Trust(issuers, name);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    if (issuers.isPresent()) {
      issuers.get().checkServerTrusted(chain, authType);
    }
    if (!host.isEmpty()) {
      Names names = Names.of(chain[0]);
      if (!names.allow(host)) {
        throw new CertificateException(
            "the certificate of the server is %s, not for %s"
                .formatted(
                    names.all().isEmpty() ? "for no name" : "for " + String.join(", ", names.all()),
                    host));
      }
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    if (issuers.isPresent()) {
      issuers.get().checkClientTrusted(chain, authType);
    }
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return issuers.isPresent() ? issuers.get().getAcceptedIssuers() : new X509Certificate[0];
  }

  private static KeyStore store(List<X509Certificate> authorities) throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (X509Certificate authority : authorities) {
        store.setCertificateEntry("authority " + store.size(), authority);
      }
      return store;
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
  }
}
