package dev.remora.config;

import java.util.List;
import java.util.Random;

/** Texts that are nearly good: a good one with some things done to it that people and disks do. */
final class Mutations {
  private static final List<String> ODD =
      List.of(
          "\"",
          "'",
          "`",
          "\"\"\"",
          "\\",
          "\\\n",
          "\n",
          "\r",
          "\r\n",
          "\0",
          "\t",
          "[",
          "]",
          "[]",
          "=",
          ":",
          "#",
          ";",
          "$",
          "${",
          "}",
          "$(",
          ")",
          "(",
          "%(",
          ")s",
          "%(user)s",
          "%",
          "%4",
          "%zz",
          "@",
          "/",
          "?",
          "&",
          "unix://",
          "\uFEFF",
          "\uFFFD",
          "\u00A0",
          "\uD83D\uDE00",
          "\uD800",
          "-",
          "--",
          "no-",
          "NaN",
          "1e999",
          "0x",
          "-1",
          "99999999999999999999");

  private final Random random;

  Mutations(long seed) {
    random = new Random(seed);
  }

  /** Any of them. */
  <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** A number from 0, less than this. */
  int number(int bound) {
    return random.nextInt(bound);
  }

  /** The text with one to six things done to it. */
  String of(String text) {
    String result = text;
    for (int i = random.nextInt(6); i >= 0; i--) {
      result = once(result);
    }
    return result;
  }

  private String once(String text) {
    int at = random.nextInt(text.length() + 1);
    int end = Math.min(text.length(), at + 1 + random.nextInt(8));
    String before = text.substring(0, at);
    String part = text.substring(at, end);
    String behind = text.substring(end);
    return switch (random.nextInt(8)) {
      case 0 -> before + behind;
      case 1 -> before + part + part + behind;
      case 2 -> before + any(ODD) + part + behind;
      case 3 -> before + any(ODD) + behind;
      case 4 -> before + (char) random.nextInt(0x10000) + part + behind;
      case 5 -> before + any(ODD).repeat(random.nextInt(300)) + part + behind;
      case 6 -> withBackslash(text, at);
      default -> random.nextInt(20) == 0 ? before + "x".repeat(100_000) + behind : before;
    };
  }

  /** With a backslash behind the line at a place, which so goes on. */
  private static String withBackslash(String text, int at) {
    int end = text.indexOf('\n', at);
    return end < 0 ? text + "\\" : text.substring(0, end) + "\\" + text.substring(end);
  }
}
