package dev.remora.tls;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Reads the text form of certificates and keys. No message quotes any of it. */
public final class Pem {
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");
  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  // The version of PKCS #8, and who the two older forms of a key belong to.
  private static final byte[] VERSION = {2, 1, 0};
  private static final byte[] RSA = {
    SEQUENCE, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
  };
  private static final byte[] EC = {6, 7, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};
  private static final int CURVE = 0xa0;

  private Pem() {}

  /**
   * All certificates of a text, in its order.
   *
   * @throws GeneralSecurityException when one cannot be read, or there is none
   */
  public static List<X509Certificate> certificates(String text) throws GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> certificates = new ArrayList<>();
    for (byte[] block : blocks(text, "CERTIFICATE")) {
      try {
        certificates.add(
            (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block)));
      } catch (CertificateException e) {
        throw new CertificateException(
            "certificate number %d cannot be read".formatted(certificates.size() + 1), e);
      }
    }
    if (certificates.isEmpty()) {
      throw new CertificateException("has no certificate: it must have a line BEGIN CERTIFICATE");
    }
    return certificates;
  }

  /**
   * The first private key of a text: PKCS #8, or the older forms for RSA and for elliptic curves,
   * which MySQL itself makes.
   *
   * @throws GeneralSecurityException when there is none that can be read
   */
  public static PrivateKey key(String text) throws GeneralSecurityException {
    Optional<byte[]> rsa = blocks(text, "RSA PRIVATE KEY").stream().findFirst();
    if (rsa.isPresent()) {
      return key(sequence(VERSION, RSA, der(OCTETS, rsa.get())), List.of("RSA"));
    }
    Optional<byte[]> curve = blocks(text, "EC PRIVATE KEY").stream().findFirst();
    if (curve.isPresent()) {
      byte[] algorithm = sequence(EC, curve(curve.get()));
      return key(sequence(VERSION, algorithm, der(OCTETS, curve.get())), List.of("EC"));
    }
    Optional<byte[]> plain = blocks(text, "PRIVATE KEY").stream().findFirst();
    if (plain.isPresent()) {
      return key(plain.get(), ALGORITHMS);
    }
    throw new KeyException(
        text.contains("BEGIN ENCRYPTED PRIVATE KEY")
            ? "has an encrypted key: write it without a pass phrase"
            : "has no private key: it must have a line BEGIN PRIVATE KEY");
  }

  private static PrivateKey key(byte[] pkcs8, List<String> algorithms)
      throws GeneralSecurityException {
    KeyException refused = new KeyException("has a private key that cannot be read");
    for (String algorithm : algorithms) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (InvalidKeySpecException e) {
        refused.addSuppressed(e);
      }
    }
    throw refused;
  }

  /** What stands between the lines of a label, decoded. */
  private static List<byte[]> blocks(String text, String label) throws GeneralSecurityException {
    String begin = "-----BEGIN " + label + "-----";
    String end = "-----END " + label + "-----";
    List<byte[]> blocks = new ArrayList<>();
    int from = text.indexOf(begin);
    while (from >= 0) {
      int to = text.indexOf(end, from);
      if (to < 0) {
        throw new CertificateException("has a line BEGIN %s without its END".formatted(label));
      }
      String body = text.substring(from + begin.length(), to);
      if (body.contains("ENCRYPTED")) {
        throw new KeyException("has an encrypted key: write it without a pass phrase");
      }
      try {
        blocks.add(Base64.getMimeDecoder().decode(body.getBytes(StandardCharsets.US_ASCII)));
      } catch (IllegalArgumentException e) {
        throw new CertificateException(
            "has something between BEGIN %s and its END that is no base64".formatted(label), e);
      }
      from = text.indexOf(begin, to);
    }
    return blocks;
  }

  /** The curve's name, which the older form keeps beside the key and PKCS #8 before it. */
  private static byte[] curve(byte[] key) throws GeneralSecurityException {
    try {
      // A sequence of the version, the key itself, and the tagged name.
      int at = content(key, 0);
      at = end(key, at);
      at = end(key, at);
      if ((key[at] & 0xff) == CURVE) {
        int start = content(key, at);
        byte[] name = new byte[end(key, at) - start];
        System.arraycopy(key, start, name, 0, name.length);
        return name;
      }
    } catch (IndexOutOfBoundsException | NegativeArraySizeException e) {
      throw new KeyException("has a private key that cannot be read", e);
    }
    throw new KeyException("has a private key that does not say its curve");
  }

  /** Where the content of the element begins that stands here. */
  private static int content(byte[] der, int at) {
    int length = der[at + 1] & 0xff;
    return length < 0x80 ? at + 2 : at + 2 + (length & 0x7f);
  }

  /** Where the element ends that stands here. */
  private static int end(byte[] der, int at) {
    int content = content(der, at);
    int length = der[at + 1] & 0xff;
    if (length >= 0x80) {
      length = 0;
      for (int i = at + 2; i < content; i++) {
        length = (length << 8) | (der[i] & 0xff);
      }
    }
    return content + length;
  }

  private static byte[] sequence(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return der(SEQUENCE, all.toByteArray());
  }

  private static byte[] der(int tag, byte[] content) {
    ByteArrayOutputStream der = new ByteArrayOutputStream();
    der.write(tag);
    if (content.length < 0x80) {
      der.write(content.length);
    } else {
      int bytes = (39 - Integer.numberOfLeadingZeros(content.length)) / 8;
      der.write(0x80 | bytes);
      for (int i = bytes - 1; i >= 0; i--) {
        der.write(content.length >> (8 * i));
      }
    }
    der.writeBytes(content);
    return der.toByteArray();
  }
}
