package dev.remora.web;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import org.springframework.security.crypto.bcrypt.BCrypt;

/** The bcrypt hashes of passwords, as {@code htpasswd -B} makes them. */
final class PasswordHash {
  private static final int LENGTH = 60;
  private static final int COST_AT = 4;
  private static final int SALT_AT = 7;
  private static final int LEAST_COST = 4;
  private static final int MOST_COST = 31;
  private static final String DIGITS =
      "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private PasswordHash() {}

  /** Whether this is such a hash. */
  static boolean isOne(String text) {
    boolean known = text.startsWith("$2a$") || text.startsWith("$2b$") || text.startsWith("$2y$");
    if (!known || text.length() != LENGTH || text.charAt(SALT_AT - 1) != '$') {
      return false;
    }
    for (int i = SALT_AT; i < LENGTH; i++) {
      if (DIGITS.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    int tens = Character.digit(text.charAt(COST_AT), 10);
    int ones = Character.digit(text.charAt(COST_AT + 1), 10);
    int cost = tens * 10 + ones;
    return tens >= 0 && ones >= 0 && cost >= LEAST_COST && cost <= MOST_COST;
  }

  /** The one that takes longest to check; the first of those that take as long. */
  static String dearest(Collection<String> hashes) {
    return Collections.max(
        hashes, Comparator.comparing(hash -> hash.substring(COST_AT, SALT_AT - 1)));
  }

  /** Whether this password made the hash. It takes long: that is its purpose. */
  static boolean matches(byte[] password, String hash) {
    return BCrypt.checkpw(password, hash);
  }
}
