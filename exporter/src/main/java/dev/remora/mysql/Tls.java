package dev.remora.mysql;

import dev.remora.tls.Identity;
import dev.remora.tls.Versions;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * How a session is encrypted.
 *
 * @param mode whether, and how far the server has to prove who it is
 * @param authorities who may vouch for the server; empty for those that the system trusts
 * @param identity who we are to the server, if it is to know
 * @param versions the versions of TLS that are spoken
 * @param serverName the name that the server's certificate must have; empty for the address' host
 */
public record Tls(
    Mode mode,
    List<X509Certificate> authorities,
    Optional<Identity> identity,
    Versions versions,
    String serverName) {
  /** Whether a session is encrypted, and how far the server has to prove who it is. */
  public enum Mode {
    /** Not at all. */
    OFF,
    /** Encrypted if the server can, without checking its certificate. */
    PREFERRED,
    /** Always encrypted, without checking the certificate. */
    UNVERIFIED,
    /**
     * Always encrypted, and somebody trusted has vouched for the certificate, whatever its name.
     */
    ISSUER_VERIFIED,
    /** Always encrypted, with the certificate and its name checked. */
    VERIFIED
  }

  /** No encryption. */
  public static final Tls OFF = of(Mode.OFF);

  /** Copies the list. */
  public Tls {
    authorities = List.copyOf(authorities);
  }

  /** A mode with nothing more said. */
  public static Tls of(Mode mode) {
    return new Tls(mode, List.of(), Optional.empty(), Versions.DEFAULT, "");
  }

  /** The same in another mode. */
  public Tls with(Mode newMode) {
    return new Tls(newMode, authorities, identity, versions, serverName);
  }
}
