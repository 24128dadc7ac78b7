package dev.remora.tls;

import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The versions of TLS to be spoken.
 *
 * @param from the oldest
 * @param to the newest
 */
public record Versions(Version from, Version to) {
  /** The versions that Go knows, the oldest first. */
  public enum Version {
    /** Of 1999; broken. */
    TLS10("TLSv1"),
    /** Of 2006; broken. */
    TLS11("TLSv1.1"),
    /** Of 2008. */
    TLS12("TLSv1.2"),
    /** Of 2018. */
    TLS13("TLSv1.3");

    private final String protocol;

    Version(String protocol) {
      this.protocol = protocol;
    }
  }

  private static final String FORBIDDEN = "jdk.tls.disabledAlgorithms";

  // Without these nobody can be spoken to who knows none of the newer versions.
  private static final Set<String> NEEDED_BY_OLD = Set.of("TLSv1", "TLSv1.1", "TLS_RSA_*");

  /** What is spoken where nothing is said. */
  public static final Versions DEFAULT = new Versions(Version.TLS12, Version.TLS13);

  /** Checks the order. */
  public Versions {
    if (from.compareTo(to) > 0) {
      throw new IllegalArgumentException("the oldest version is newer than the newest");
    }
  }

  /** Their names, as the JDK has them. */
  public List<String> protocols() {
    List<String> protocols = new ArrayList<>();
    for (Version version : Version.values()) {
      if (version.compareTo(from) >= 0 && version.compareTo(to) <= 0) {
        protocols.add(version.protocol);
      }
    }
    return protocols;
  }

  /**
   * Whoever asks for a broken version gets it: the JDK refuses them, in all of the process, until
   * told otherwise, and reads that once, before the first handshake.
   */
  public Versions permitted() {
    if (from.compareTo(Version.TLS12) < 0) {
      List<String> forbidden =
          new ArrayList<>(Arrays.asList(Security.getProperty(FORBIDDEN).split(",\\s*")));
      forbidden.removeAll(NEEDED_BY_OLD);
      Security.setProperty(FORBIDDEN, String.join(", ", forbidden));
    }
    return this;
  }
}
