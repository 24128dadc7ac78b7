package dev.remora.inject.webhook;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;

/**
 * Who the webhook is to those who connect: a chain of certificates and the key of the first.
 *
 * @param chain its own first
 */
record Identity(List<X509Certificate> chain, PrivateKey key) {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";
  // The kind of a name, as certificates number them.
  private static final Integer DNS_NAME = 2;

  /** Copies the list. */
  Identity {
    chain = List.copyOf(chain);
  }

  /** Reads both as PEM, the key as PKCS #8, and sees whether they belong together. */
  static Identity parse(String chain, String key) throws GeneralSecurityException {
    List<X509Certificate> certificates = certificates(chain);
    if (certificates.isEmpty()) {
      throw new GeneralSecurityException("there is no certificate in it");
    }
    X509Certificate own = certificates.getFirst();
    Identity identity = new Identity(certificates, key(key, own.getPublicKey().getAlgorithm()));
    identity.prove();
    return identity;
  }

  static List<X509Certificate> certificates(String pem) throws GeneralSecurityException {
    List<X509Certificate> certificates = new ArrayList<>();
    byte[] bytes = pem.strip().getBytes(StandardCharsets.US_ASCII);
    for (Certificate each :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(bytes))) {
      certificates.add((X509Certificate) each);
    }
    return certificates;
  }

  private static PrivateKey key(String pem, String algorithm) throws GeneralSecurityException {
    int begin = pem.indexOf(BEGIN);
    int end = pem.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new GeneralSecurityException(
          "the key is not in the form \"%s\" (PKCS #8)".formatted(BEGIN));
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN.length(), end));
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("the key is not in base 64");
    }
  }

  /** While both files are being replaced, one of them may be of yesterday. */
  private void prove() throws GeneralSecurityException {
    String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
    byte[] anything = {1, 2, 3};
    java.security.Signature signature = java.security.Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(anything);
    byte[] signed = signature.sign();
    signature.initVerify(own().getPublicKey());
    signature.update(anything);
    if (!signature.verify(signed)) {
      throw new GeneralSecurityException("the key is not that of the certificate");
    }
  }

  /**
   * The one of these authorities by which a client comes to trust it under this name now.
   *
   * @throws GeneralSecurityException if there is none
   */
  X509Certificate voucher(List<X509Certificate> authorities, String name, Instant now)
      throws GeneralSecurityException {
    if (!isValid(now)) {
      throw new GeneralSecurityException("the certificate is not valid now");
    }
    if (!names().contains(name)) {
      throw new GeneralSecurityException("the certificate is not for " + name);
    }
    for (int i = 1; i < chain.size(); i++) {
      chain.get(i - 1).verify(chain.get(i).getPublicKey());
    }
    X509Certificate last = chain.getLast();
    for (X509Certificate authority : authorities) {
      if (authority.equals(last) || (isIssuer(authority, last) && lasts(authority, now))) {
        return authority;
      }
    }
    throw new GeneralSecurityException("no authority beside the certificate vouches for it");
  }

  private List<String> names() throws CertificateParsingException {
    List<String> names = new ArrayList<>();
    Collection<List<?>> alternatives = own().getSubjectAlternativeNames();
    if (alternatives != null) {
      for (List<?> each : alternatives) {
        if (each.getFirst().equals(DNS_NAME)) {
          names.add(String.valueOf(each.get(1)));
        }
      }
    }
    return names;
  }

  private static boolean isIssuer(X509Certificate authority, X509Certificate certificate) {
    if (!authority.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
      return false;
    }
    try {
      certificate.verify(authority.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static boolean lasts(X509Certificate authority, Instant now) {
    return now.isBefore(authority.getNotAfter().toInstant());
  }

  X509Certificate own() {
    return chain.getFirst();
  }

  Instant begin() {
    return own().getNotBefore().toInstant();
  }

  Instant end() {
    return own().getNotAfter().toInstant();
  }

  boolean isValid(Instant now) {
    return !now.isBefore(begin()) && now.isBefore(end());
  }

  /** Without the key. */
  @Override
  public String toString() {
    return own().getSubjectX500Principal().getName() + " until " + end();
  }
}
