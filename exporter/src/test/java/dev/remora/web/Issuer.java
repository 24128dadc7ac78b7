package dev.remora.web;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes certificates in memory, as small as they can be. */
public final class Issuer {
  private static final byte[] ECDSA_WITH_SHA256 = {
    0x30, 10, 6, 8, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 4, 3, 2
  };
  private static final byte[] COMMON_NAME = {6, 3, 0x55, 4, 3};
  private static final byte[] BASIC_CONSTRAINTS = {6, 3, 0x55, 0x1d, 0x13};
  private static final byte[] ALTERNATIVE_NAMES = {6, 3, 0x55, 0x1d, 0x11};
  private static final byte[] TRUE = {1, 1, (byte) 0xff};
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;

  /** A certificate and its key, as PEM. */
  public record Issued(String certificate, String key) {}

  private final String name;
  private final KeyPair keys = newKeys();
  private final AtomicInteger serial = new AtomicInteger();

  /** An issuer that signs itself. */
  public Issuer(String name) {
    this.name = name;
  }

  /** Its own certificate. */
  public String certificate() {
    return certificate(name, keys, new byte[0]);
  }

  /** A certificate for these DNS names. */
  public Issued issue(String subject, String... names) {
    ByteArrayOutputStream general = new ByteArrayOutputStream();
    for (String each : names) {
      general.writeBytes(der(0x82, each.getBytes(StandardCharsets.US_ASCII)));
    }
    KeyPair own = newKeys();
    byte[] extension =
        names.length == 0
            ? new byte[0]
            : der(SEQUENCE, ALTERNATIVE_NAMES, der(4, der(SEQUENCE, general.toByteArray())));
    return new Issued(certificate(subject, own, extension), pem("PRIVATE KEY", own.getPrivate()));
  }

  private String certificate(String subject, KeyPair own, byte[] extension) {
    byte[] constraints =
        own.equals(keys)
            ? der(SEQUENCE, BASIC_CONSTRAINTS, TRUE, der(4, der(SEQUENCE, TRUE)))
            : new byte[0];
    byte[] extensions = join(constraints, extension);
    byte[] signed =
        der(
            SEQUENCE,
            der(0xa0, new byte[] {2, 1, 2}),
            der(2, BigInteger.valueOf(serial.incrementAndGet()).toByteArray()),
            ECDSA_WITH_SHA256,
            distinguished(name),
            der(SEQUENCE, time("200101000000Z"), time("491231235959Z")),
            distinguished(subject),
            own.getPublic().getEncoded(),
            extensions.length == 0 ? new byte[0] : der(0xa3, der(SEQUENCE, extensions)));
    byte[] certificate =
        der(
            SEQUENCE,
            signed,
            ECDSA_WITH_SHA256,
            der(3, new byte[] {0}, signature(keys.getPrivate(), signed)));
    return pem("CERTIFICATE", certificate);
  }

  private static byte[] distinguished(String name) {
    byte[] text = der(0x0c, name.getBytes(StandardCharsets.UTF_8));
    return der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, text)));
  }

  private static byte[] time(String text) {
    return der(0x17, text.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] signature(PrivateKey key, byte[] message) {
    try {
      Signature signing = Signature.getInstance("SHA256withECDSA");
      signing.initSign(key);
      signing.update(message);
      return signing.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String label, PrivateKey key) {
    return pem(label, key.getEncoded());
  }

  private static String pem(String label, byte[] content) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, Base64.getMimeEncoder().encodeToString(content), label);
  }

  private static byte[] der(int tag, byte[]... parts) {
    byte[] content = join(parts);
    ByteArrayOutputStream der = new ByteArrayOutputStream();
    der.write(tag);
    if (content.length < 0x80) {
      der.write(content.length);
    } else if (content.length < 0x100) {
      der.write(0x81);
      der.write(content.length);
    } else {
      der.write(0x82);
      der.write(content.length >> 8);
      der.write(content.length);
    }
    der.writeBytes(content);
    return der.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
