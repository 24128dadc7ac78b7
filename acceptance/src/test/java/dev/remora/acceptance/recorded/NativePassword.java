package dev.remora.acceptance.recorded;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** How mysql_native_password shows that the client knows the password without sending it. */
record NativePassword(String password) {
  static final String PLUGIN = "mysql_native_password";
  private static final int CHALLENGE_LENGTH = 20;

  /** Random bytes to answer to: printable, because some clients take a zero byte for the end. */
  static byte[] challenge() {
    SecureRandom random = new SecureRandom();
    byte[] challenge = new byte[CHALLENGE_LENGTH];
    for (int i = 0; i < challenge.length; i++) {
      challenge[i] = (byte) random.nextInt('!', '~');
    }
    return challenge;
  }

  boolean isProvedBy(byte[] answer, byte[] challenge) {
    return MessageDigest.isEqual(answer(challenge), answer);
  }

  /** SHA1(password) XOR SHA1(challenge + SHA1(SHA1(password))); nothing for no password. */
  byte[] answer(byte[] challenge) {
    if (password.isEmpty()) {
      return new byte[0];
    }
    byte[] once = sha1(password.getBytes(StandardCharsets.UTF_8));
    byte[] mask = sha1(challenge, sha1(once));
    for (int i = 0; i < mask.length; i++) {
      mask[i] ^= once[i];
    }
    return mask;
  }

  private static byte[] sha1(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
