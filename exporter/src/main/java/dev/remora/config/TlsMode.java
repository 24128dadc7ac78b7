package dev.remora.config;

import dev.remora.mysql.Tls.Mode;
import java.util.Locale;
import java.util.Optional;

/** The words that name ways to encrypt. */
final class TlsMode {
  private TlsMode() {}

  /** The Go driver's. */
  static Optional<Mode> parse(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "", "false", "0" -> Optional.of(Mode.OFF);
      case "true", "1" -> Optional.of(Mode.VERIFIED);
      case "skip-verify" -> Optional.of(Mode.UNVERIFIED);
      case "preferred" -> Optional.of(Mode.PREFERRED);
      default -> Optional.empty();
    };
  }

  /** Those of MySQL's own programs. */
  static Optional<Mode> parseMysql(String word) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "", "DISABLED" -> Optional.of(Mode.OFF);
      case "PREFERRED" -> Optional.of(Mode.PREFERRED);
      case "REQUIRED" -> Optional.of(Mode.UNVERIFIED);
      case "VERIFY_CA" -> Optional.of(Mode.ISSUER_VERIFIED);
      case "VERIFY_IDENTITY" -> Optional.of(Mode.VERIFIED);
      default -> Optional.empty();
    };
  }
}
