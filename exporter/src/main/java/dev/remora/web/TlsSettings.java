package dev.remora.web;

import dev.remora.tls.Versions;
import java.util.List;
import java.util.Optional;

/**
 * What the file says of TLS.
 *
 * @param file where it says so, for messages
 * @param certificate who the server is
 * @param key what proves it
 * @param clientAuthority who vouches for clients; those that the Java runtime trusts, if empty
 * @param clientAuth what is asked of clients
 * @param allowedNames one of these alternative names a client must have; anyone will do, if empty
 * @param versions the versions of TLS
 * @param cipherSuites of TLS up to 1.2; the usual ones, if empty
 * @param serverOrder whether the server's order of cipher suites counts
 * @param namedGroups the curves, by their names in the JDK; the usual ones, if empty
 */
record TlsSettings(
    java.nio.file.Path file,
    Material certificate,
    Material key,
    Optional<Material> clientAuthority,
    ClientAuth clientAuth,
    List<String> allowedNames,
    Versions versions,
    List<String> cipherSuites,
    boolean serverOrder,
    List<String> namedGroups) {
  /** Copies the lists. */
  TlsSettings {
    allowedNames = List.copyOf(allowedNames);
    cipherSuites = List.copyOf(cipherSuites);
    namedGroups = List.copyOf(namedGroups);
  }
}
