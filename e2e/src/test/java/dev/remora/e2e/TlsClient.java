package dev.remora.e2e;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * One who asks for the metrics by TLS, with a handshake for each page.
 *
 * @param authority who has to vouch for the server
 * @param me the certificate to show to a server that wants one
 * @param login the header of basic auth, empty without it
 */
record TlsClient(String authority, Optional<Authority.Issued> me, String login) {
  static TlsClient withPassword(String authority, String user, String password) {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return new TlsClient(
        authority, Optional.empty(), "Basic " + Base64.getEncoder().encodeToString(both));
  }

  static TlsClient withCertificate(String authority, Authority.Issued me) {
    return new TlsClient(authority, Optional.of(me), "");
  }

  /** A page. */
  HttpResponse<String> get(PortForward forward) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("https://localhost:%d/metrics".formatted(forward.port())))
            .timeout(Duration.ofMinutes(1));
    if (!login.isEmpty()) {
      request.header("Authorization", login);
    }
    try (HttpClient client = HttpClient.newBuilder().sslContext(context()).build()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Whether this one gets a page. */
  boolean isServed(PortForward forward) {
    try {
      return get(forward).statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** The certificate that the server shows. */
  Certificate shown(PortForward forward) throws IOException {
    return get(forward).sslSession().orElseThrow().getPeerCertificates()[0];
  }

  static Certificate certificate(String pem) {
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private SSLContext context() throws IOException {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, new char[0]);
      store.setCertificateEntry("authority", certificate(authority));
      if (me.isPresent()) {
        Certificate[] chain = {certificate(me.get().certificate())};
        store.setKeyEntry("me", key(me.get().key()), new char[0], chain);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PrivateKey key(String pem) throws GeneralSecurityException {
    String base64 = pem.replaceAll("-----[^-]+-----", "");
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
  }
}
