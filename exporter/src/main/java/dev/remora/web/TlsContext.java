package dev.remora.web;

import dev.remora.config.ConfigurationException;
import dev.remora.log.Troubles;
import dev.remora.tls.Identity;
import dev.remora.tls.Pem;
import dev.remora.tls.Trust;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/**
 * How connections are encrypted, from settings and what their files held at one moment. Who came in
 * by one of these cannot go on by another: each has sessions of its own.
 */
final class TlsContext {
  // Clients that come back soon are spared a handshake; a server's default is a day and 20 480.
  private static final int SESSION_SECONDS = 600;
  private static final int SESSIONS = 100;

  private final SSLContext context;
  private final SSLParameters parameters;

  private TlsContext(SSLContext context, SSLParameters parameters) {
    this.context = context;
    this.parameters = parameters;
  }

  /**
   * Reads the files; all that is wrong with them is told together.
   *
   * @param refused what is told of clients whose certificates are of no use
   */
  static TlsContext of(TlsSettings settings, Troubles refused) throws ConfigurationException {
    Problems problems = new Problems(settings.file());
    String chain = read(settings.certificate(), problems);
    String key = read(settings.key(), problems);
    List<X509Certificate> authorities = authorities(settings, problems);
    problems.throwIfAny();
    try {
      Identity identity = Identity.parse(chain, key);
      SSLContext context = SSLContext.getInstance("TLS");
      Trust trust = settings.clientAuth().isVerified() ? Trust.in(authorities) : Trust.inAnybody();
      ClientTrust clients = new ClientTrust(trust, settings.allowedNames(), refused);
      settings.versions().permitted();
      context.init(identity.keyManagers(), new TrustManager[] {clients}, null);
      context.getServerSessionContext().setSessionTimeout(SESSION_SECONDS);
      context.getServerSessionContext().setSessionCacheSize(SESSIONS);
      return new TlsContext(context, parameters(settings, context));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      problems.add(
          settings.certificate().line(),
          "%s with %s: %s"
              .formatted(
                  settings.certificate().described(), settings.key().described(), e.getMessage()));
      problems.throwIfAny();
      throw new IllegalStateException("a problem was told", e);
    }
  }

  /** An engine for one connection, with all that the settings say. */
  SSLEngine engine(String host, int port) {
    SSLEngine engine = context.createSSLEngine(host, port);
    engine.setUseClientMode(false);
    engine.setSSLParameters(parameters);
    return engine;
  }

  private static String read(Material material, Problems problems) {
    try {
      return material.read();
    } catch (IOException e) {
      problems.add(material.line(), material.described() + " " + e.getMessage());
      return "";
    }
  }

  private static List<X509Certificate> authorities(TlsSettings settings, Problems problems) {
    if (settings.clientAuthority().isEmpty()) {
      return List.of();
    }
    Material material = settings.clientAuthority().get();
    String text = read(material, problems);
    try {
      return text.isEmpty() ? List.of() : Pem.certificates(text);
    } catch (GeneralSecurityException e) {
      problems.add(material.line(), material.described() + " " + e.getMessage());
      return List.of();
    }
  }

  private static SSLParameters parameters(TlsSettings settings, SSLContext context) {
    SSLParameters parameters = new SSLParameters();
    parameters.setProtocols(settings.versions().protocols().toArray(String[]::new));
    SSLParameters usual = context.getDefaultSSLParameters();
    parameters.setCipherSuites(
        settings.cipherSuites().isEmpty()
            ? usual.getCipherSuites()
            : cipherSuites(settings.cipherSuites(), usual.getCipherSuites()));
    parameters.setUseCipherSuitesOrder(settings.serverOrder());
    if (!settings.namedGroups().isEmpty()) {
      parameters.setNamedGroups(settings.namedGroups().toArray(String[]::new));
    }
    if (settings.clientAuth().isRequired()) {
      parameters.setNeedClientAuth(true);
    } else if (settings.clientAuth() != ClientAuth.NO_CLIENT_CERT) {
      parameters.setWantClientAuth(true);
    }
    return parameters;
  }

  /** Those of TLS 1.3 cannot be chosen, as with the Go programs. */
  private static String[] cipherSuites(List<String> chosen, String[] usual) {
    Set<String> all = new LinkedHashSet<>();
    for (String suite : usual) {
      if (suite.startsWith("TLS_AES_") || suite.startsWith("TLS_CHACHA20_")) {
        all.add(suite);
      }
    }
    all.addAll(chosen);
    return new ArrayList<>(all).toArray(String[]::new);
  }
}
