package dev.remora.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/**
 * Who one is: a certificate, those that vouch for it, and the key that proves it.
 *
 * @param chain the certificate first, then those of its issuers
 * @param key the key of the first one
 */
public record Identity(List<X509Certificate> chain, PrivateKey key) {
  // It never leaves the process, but a store of keys asks for one.
  private static final char[] NO_PASSWORD = new char[0];

  /** Copies the list. */
  public Identity {
    chain = List.copyOf(chain);
  }

  /**
   * Reads both from their text forms.
   *
   * @throws GeneralSecurityException when one cannot be read, or they do not belong together
   */
  public static Identity parse(String chain, String key) throws GeneralSecurityException {
    Identity identity = new Identity(Pem.certificates(chain), Pem.key(key));
    if (!identity.isOne()) {
      throw new KeyException("has a key that does not belong to the certificate");
    }
    return identity;
  }

  /** What a TLS context asks for it. */
  public KeyManager[] keyManagers() throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("identity", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
      KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
      factory.init(store, NO_PASSWORD);
      return factory.getKeyManagers();
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  /** Whether what the key signs is good to the certificate. */
  private boolean isOne() throws GeneralSecurityException {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    byte[] message = {1};
    Signature signing = Signature.getInstance(algorithm);
    signing.initSign(key);
    signing.update(message);
    byte[] signature = signing.sign();
    try {
      Signature verifying = Signature.getInstance(algorithm);
      verifying.initVerify(chain.getFirst().getPublicKey());
      verifying.update(message);
      return verifying.verify(signature);
    } catch (GeneralSecurityException e) {
      // A key of another kind.
      return false;
    }
  }
}
