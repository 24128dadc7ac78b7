package dev.remora.inject.webhook;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * An authority that signs one certificate and is gone: its own certificate is what clients trust,
 * its key is never kept.
 *
 * <p>The JDK reads certificates but issues none, except by keytool: a second JVM beside this one,
 * in a container that has room for one. So the few lines of DER are written here.
 */
final class Authority {
  private static final byte[] ECDSA_WITH_SHA256 =
      Der.sequence(Der.identifier(1, 2, 840, 10045, 4, 3, 2));
  private static final byte[] BASIC_CONSTRAINTS = Der.identifier(2, 5, 29, 19);
  private static final byte[] KEY_USAGE = Der.identifier(2, 5, 29, 15);
  private static final byte[] EXTENDED_KEY_USAGE = Der.identifier(2, 5, 29, 37);
  private static final byte[] ALTERNATIVE_NAME = Der.identifier(2, 5, 29, 17);
  private static final byte[] COMMON_NAME = Der.identifier(2, 5, 4, 3);
  private static final byte[] SERVER = Der.identifier(1, 3, 6, 1, 5, 5, 7, 3, 1);
  private static final int SERIAL_BITS = 120;
  // Clocks of API servers may be behind.
  private static final Duration BACKDATED = Duration.ofMinutes(5);

  private final SecureRandom random = new SecureRandom();
  private final Instant begin;
  private final Instant end;

  private Authority(Instant now, Duration lifetime) {
    this.begin = now.minus(BACKDATED);
    this.end = now.plus(lifetime);
  }

  /**
   * What it leaves, all in PEM.
   *
   * @param authority what clients are to trust
   * @param certificate the certificate for the name
   * @param key the key of that
   */
  record Issued(String authority, String certificate, String key) {
    /** Without the key. */
    @Override
    public String toString() {
      return certificate;
    }
  }

  /** Makes a new one that vouches for this name. */
  static Issued issue(String name, Instant now, Duration lifetime) throws GeneralSecurityException {
    Authority authority = new Authority(now, lifetime);
    KeyPair own = authority.keys();
    KeyPair issued = authority.keys();
    BigInteger serial = authority.serial();
    // A name of its own, so that nobody takes an older authority for it.
    byte[] issuer = name("remora-webhook " + serial.toString(16));
    byte[] ca =
        authority.certificate(
            own,
            issuer,
            issuer,
            own.getPublic(),
            Der.sequence(
                critical(BASIC_CONSTRAINTS, Der.sequence(Der.isTrue())),
                critical(KEY_USAGE, Der.bits(1, (byte) 0x06))));
    byte[] leaf =
        authority.certificate(
            own,
            issuer,
            name("remora-webhook"),
            issued.getPublic(),
            Der.sequence(
                critical(KEY_USAGE, Der.bits(7, (byte) 0x80)),
                extension(EXTENDED_KEY_USAGE, Der.sequence(SERVER)),
                extension(ALTERNATIVE_NAME, Der.sequence(Der.dnsName(name)))));
    return new Issued(
        pem("CERTIFICATE", ca),
        pem("CERTIFICATE", leaf),
        pem("PRIVATE KEY", issued.getPrivate().getEncoded()));
  }

  private KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    return generator.generateKeyPair();
  }

  private BigInteger serial() {
    return new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS);
  }

  private byte[] certificate(
      KeyPair signer, byte[] issuer, byte[] subject, PublicKey key, byte[] extensions)
      throws GeneralSecurityException {
    byte[] content =
        Der.sequence(
            Der.explicit(0, Der.integer((byte) 2)),
            Der.integer(serial().toByteArray()),
            ECDSA_WITH_SHA256,
            issuer,
            Der.sequence(Der.time(begin), Der.time(end)),
            subject,
            key.getEncoded(),
            Der.explicit(3, extensions));
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(signer.getPrivate(), random);
    signature.update(content);
    return Der.sequence(content, ECDSA_WITH_SHA256, Der.bits(0, signature.sign()));
  }

  private static byte[] name(String common) {
    return Der.sequence(Der.set(Der.sequence(COMMON_NAME, Der.text(common))));
  }

  private static byte[] critical(byte[] identifier, byte[] value) {
    return Der.sequence(identifier, Der.isTrue(), Der.octets(value));
  }

  private static byte[] extension(byte[] identifier, byte[] value) {
    return Der.sequence(identifier, Der.octets(value));
  }

  static String pem(String what, byte[] der) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, base64);
  }
}
