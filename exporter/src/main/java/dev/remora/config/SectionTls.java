package dev.remora.config;

import dev.remora.mysql.Tls;
import dev.remora.mysql.Tls.Mode;
import dev.remora.tls.Identity;
import dev.remora.tls.Pem;
import dev.remora.tls.Versions;
import dev.remora.tls.Versions.Version;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** What a section says of TLS. */
final class SectionTls {
  private final Section section;

  SectionTls(Section section) {
    this.section = section;
  }

  /**
   * How to encrypt.
   *
   * @param skipVerify whether certificates are not checked where the section does not say
   */
  Tls read(boolean skipVerify) {
    Versions versions = versions();
    Mode mode = mode();
    if (section.truth("ssl-skip-verfication", skipVerify)
        || section.truth("ssl-skip-verification", false)) {
      mode = Mode.UNVERIFIED;
    }
    if (mode == Mode.OFF) {
      return Tls.OFF;
    }
    boolean verified = mode == Mode.VERIFIED || mode == Mode.ISSUER_VERIFIED;
    return new Tls(
        mode,
        verified ? authorities() : List.of(),
        identity(),
        versions.permitted(),
        section.text("tls-server-name"));
  }

  private Mode mode() {
    Optional<Mode> mode = TlsMode.parse(section.text("tls"));
    if (mode.isEmpty()) {
      section.problem("tls", "is none of true, false, skip-verify and preferred");
    }
    Optional<Mode> mysql = TlsMode.parseMysql(section.text("ssl-mode"));
    if (mysql.isEmpty()) {
      section.problem(
          "ssl-mode", "is none of DISABLED, PREFERRED, REQUIRED, VERIFY_CA and VERIFY_IDENTITY");
    }
    // The reference knows no ssl-mode: where it says more by its own keys, they hold.
    if (!section.text("tls").isEmpty() && !isToBeVerified()) {
      return mode.orElse(Mode.VERIFIED);
    }
    Mode asked = mysql.orElse(Mode.VERIFIED);
    return isToBeVerified() && asked != Mode.ISSUER_VERIFIED ? Mode.VERIFIED : asked;
  }

  /** As the reference has it: who says how the server is to be verified wants that. */
  private boolean isToBeVerified() {
    return !section.text("ssl-ca").isEmpty()
        || !section.text("tls-server-name").isEmpty()
        || !section.text("tls-min-version").isEmpty()
        || !section.text("tls-max-version").isEmpty();
  }

  private Versions versions() {
    Version from = version("tls-min-version", Version.TLS12);
    Version to = version("tls-max-version", Version.TLS13);
    if (from.compareTo(to) <= 0) {
      return new Versions(from, to);
    }
    if (section.text("tls-min-version").isEmpty()) {
      return new Versions(to, to);
    }
    section.problem("tls-min-version", "is newer than tls-max-version");
    return Versions.DEFAULT;
  }

  private Version version(String key, Version otherwise) {
    return switch (section.text(key)) {
      case "" -> otherwise;
      case "TLSv1.0" -> Version.TLS10;
      case "TLSv1.1" -> Version.TLS11;
      case "TLSv1.2" -> Version.TLS12;
      case "TLSv1.3" -> Version.TLS13;
      default -> {
        section.problem(key, "is none of TLSv1.0, TLSv1.1, TLSv1.2 and TLSv1.3");
        yield otherwise;
      }
    };
  }

  private List<X509Certificate> authorities() {
    Optional<String> text = section.content("ssl-ca");
    if (text.isEmpty()) {
      return List.of();
    }
    try {
      return Pem.certificates(text.get());
    } catch (GeneralSecurityException e) {
      section.problem("ssl-ca", section.text("ssl-ca") + " " + e.getMessage());
      return List.of();
    }
  }

  /** A certificate without its key, or a key alone, is not used; the reference is silent, too. */
  private Optional<Identity> identity() {
    if (section.text("ssl-cert").isEmpty() || section.text("ssl-key").isEmpty()) {
      return Optional.empty();
    }
    Optional<String> chain = section.content("ssl-cert");
    Optional<String> key = section.content("ssl-key");
    if (chain.isEmpty() || key.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Identity.parse(chain.get(), key.get()));
    } catch (GeneralSecurityException e) {
      section.problem(
          "ssl-cert",
          "%s with %s %s"
              .formatted(section.text("ssl-cert"), section.text("ssl-key"), e.getMessage()));
      return Optional.empty();
    }
  }
}
