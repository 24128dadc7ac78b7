package dev.remora.config;

import dev.remora.mysql.Tls;
import java.util.Locale;
import java.util.Optional;

/** The words by which the Go driver names ways to encrypt. */
final class TlsMode {
  private TlsMode() {}

  static Optional<Tls> parse(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "", "false", "0" -> Optional.of(Tls.OFF);
      case "true", "1" -> Optional.of(Tls.VERIFIED);
      case "skip-verify" -> Optional.of(Tls.UNVERIFIED);
      case "preferred" -> Optional.of(Tls.PREFERRED);
      default -> Optional.empty();
    };
  }
}
