package dev.remora.mysql;

/**
 * A server's version, compared number by number, so that 8.10 is later than 8.9.
 *
 * @param major the first number
 * @param minor the second
 * @param patch the third, 0 where the server gives two
 */
public record Version(int major, int minor, int patch) implements Comparable<Version> {
  /** A version nobody could read: later than all, so that everything is tried. */
  public static final Version UNKNOWN = new Version(999, 0, 0);

  /** The version that a gate names, such as 5.7. */
  public static Version of(int major, int minor) {
    return new Version(major, minor, 0);
  }

  /** Reads the numbers at the start of {@code @@version}; {@link #UNKNOWN} if there are not two. */
  public static Version parse(String text) {
    int[] numbers = new int[3];
    int count = 0;
    int at = 0;
    while (count < 3) {
      int start = at;
      while (at < text.length() && at - start < 6 && Character.isDigit(text.charAt(at))) {
        at++;
      }
      if (at == start) {
        break;
      }
      numbers[count++] = Integer.parseInt(text, start, at, 10);
      if (at == text.length() || text.charAt(at) != '.') {
        break;
      }
      at++;
    }
    return count < 2 ? UNKNOWN : new Version(numbers[0], numbers[1], numbers[2]);
  }

  /** Whether this version is the other or a later one. */
  public boolean isAtLeast(Version other) {
    return compareTo(other) >= 0;
  }

  @Override
  public int compareTo(Version other) {
    if (major != other.major) {
      return Integer.compare(major, other.major);
    }
    return minor == other.minor
        ? Integer.compare(patch, other.patch)
        : Integer.compare(minor, other.minor);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
