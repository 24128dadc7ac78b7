package dev.remora.web;

import dev.remora.log.Level;
import dev.remora.log.Troubles;
import dev.remora.tls.ChainTrust;
import dev.remora.tls.Names;
import dev.remora.tls.Trust;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;

/** Decides whether a client's certificate lets it in. */
final class ClientTrust extends ChainTrust {
  private final Trust issuers;
  private final List<String> allowedNames;
  private final Troubles refused;

  ClientTrust(Trust issuers, List<String> allowedNames, Troubles refused) {
    this.issuers = issuers;
    this.allowedNames = allowedNames;
    this.refused = refused;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    try {
      checkClientTrusted(chain, authType);
    } catch (CertificateException e) {
      String client = String.valueOf(engine.getPeerHost());
      String cause = String.valueOf(e.getMessage());
      refused.tell(
          Level.WARN,
          client,
          cause,
          "Certificate of a client refused",
          "client",
          client,
          "err",
          cause);
      throw e;
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    issuers.checkClientTrusted(chain, authType);
    if (allowedNames.isEmpty()) {
      return;
    }
    Names names = Names.of(chain[0]);
    for (String allowed : allowedNames) {
      if (names.have(allowed)) {
        return;
      }
    }
    throw new CertificateException("none of its names is in client_allowed_sans");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("a server asks no other server");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return issuers.getAcceptedIssuers();
  }
}
