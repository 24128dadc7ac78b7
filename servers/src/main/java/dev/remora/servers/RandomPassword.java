package dev.remora.servers;

import java.util.Random;
import java.util.random.RandomGenerator;

/** Passwords nobody would choose. */
public final class RandomPassword {
  private static final int FIRST_PRINTABLE = 0x20;
  private static final int LAST_PRINTABLE = 0x7e;

  private RandomPassword() {}

  /** Any printable ASCII characters, blanks and quotes among them; the same for the same seed. */
  public static String printable(int length, long seed) {
    return characters(new Random(seed), length, FIRST_PRINTABLE, LAST_PRINTABLE);
  }

  public static String letters(int length) {
    return characters(RandomGenerator.getDefault(), length, 'a', 'z');
  }

  private static String characters(RandomGenerator random, int length, int first, int last) {
    return random
        .ints(length, first, last + 1)
        .collect(
            StringBuilder::new, StringBuilder::appendCodePoint, (left, right) -> left.append(right))
        .toString();
  }
}
