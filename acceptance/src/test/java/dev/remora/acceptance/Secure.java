package dev.remora.acceptance;

import dev.remora.servers.Authority;
import dev.remora.servers.Authority.Issued;
import dev.remora.servers.ExporterProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * A client that encrypts, with a connection of its own for each request.
 *
 * @param authority who vouches for servers
 * @param certificate who it is, if it says so; shown whomever the server would take
 * @param headers lines of the request, each with its end
 * @param protocol the version of TLS; whatever both know, if empty
 */
record Secure(Authority authority, Optional<Issued> certificate, String headers, String protocol) {
  private static final int LIMIT_MILLIS = 55_000;

  static Secure trusting(Authority authority) {
    return new Secure(authority, Optional.empty(), "", "");
  }

  Secure with(Issued issued) {
    return new Secure(authority, Optional.of(issued), headers, protocol);
  }

  Secure as(String user, String password) {
    byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    String basic = "Authorization: Basic " + Base64.getEncoder().encodeToString(credentials);
    return saying(basic);
  }

  Secure saying(String header) {
    return new Secure(authority, certificate, headers + header + "\r\n", protocol);
  }

  Secure speaking(String version) {
    return new Secure(authority, certificate, headers, version);
  }

  /** The status and the body of an answer. */
  String get(ExporterProcess exporter, String path) throws IOException {
    try (SSLSocket socket = asked(exporter, path)) {
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String[] parts = answer.split("\r\n\r\n", 2);
      if (parts.length < 2) {
        throw new IOException("no answer: " + answer);
      }
      return parts[0].split(" ", 3)[1] + " " + parts[1];
    }
  }

  /** A connection on which a request was sent. */
  SSLSocket asked(ExporterProcess exporter, String path) throws IOException {
    SSLSocket socket = connected(exporter.port());
    // By the old version, whose answers are not cut into chunks.
    String request = "GET " + path + " HTTP/1.0\r\nHost: localhost\r\n" + headers + "\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** Who the server says it is. */
  String subject(ExporterProcess exporter) throws IOException {
    try (SSLSocket socket = connected(exporter.port())) {
      return socket.getSession().getPeerPrincipal().getName();
    }
  }

  /** The status and the body of an answer that is not encrypted. */
  static String plainly(String url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setReadTimeout(LIMIT_MILLIS);
    int status = connection.getResponseCode();
    try (InputStream body =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      return status + " " + new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private SSLSocket connected(int port) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(), trust().getTrustManagers(), null);
      SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", port);
      socket.setSoTimeout(LIMIT_MILLIS);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      if (!protocol.isEmpty()) {
        parameters.setProtocols(new String[] {protocol});
      }
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return socket;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private TrustManagerFactory trust() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("authority", certificate(authority.certificate()));
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return factory;
  }

  private KeyManager[] keys() throws GeneralSecurityException, IOException {
    if (certificate.isEmpty()) {
      return new KeyManager[0];
    }
    Path file = certificate.get().certificate();
    char[] password = "changeit".toCharArray();
    KeyStore store = KeyStore.getInstance(file.resolveSibling("store.p12").toFile(), password);
    String alias = file.getFileName().toString().replace(".pem", "");
    return new KeyManager[] {
      new Shown(certificate(file), (PrivateKey) store.getKey(alias, password))
    };
  }

  private static X509Certificate certificate(Path file)
      throws GeneralSecurityException, IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  /** One certificate, shown to everybody who asks for any. */
  private static final class Shown extends X509ExtendedKeyManager {
    private static final String ALIAS = "shown";

    private final X509Certificate certificate;
    private final PrivateKey key;

    Shown(X509Certificate certificate, PrivateKey key) {
      this.certificate = certificate;
      this.key = key;
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
      return ALIAS;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return new X509Certificate[] {certificate};
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return key;
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
      return new String[] {ALIAS};
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
      return new String[0];
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
      throw new UnsupportedOperationException();
    }
  }
}
