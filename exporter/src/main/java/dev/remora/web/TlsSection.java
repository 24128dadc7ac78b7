package dev.remora.web;

import dev.remora.tls.Versions;
import dev.remora.tls.Versions.Version;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code tls_server_config}. */
final class TlsSection {
  /** What the Go programs know by name and call secure; the JDK has the same names. */
  private static final Set<String> CIPHER_SUITES =
      Set.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
          "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
          "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
          "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256");

  private static final Map<String, String> CURVES =
      Map.of(
          "CurveP256", "secp256r1",
          "CurveP384", "secp384r1",
          "CurveP521", "secp521r1",
          "X25519", "x25519");

  /** Any of these turns TLS on. */
  private static final List<String> SWITCHES =
      List.of(
          "cert",
          "cert_file",
          "key",
          "key_file",
          "client_ca",
          "client_ca_file",
          "client_auth_type");

  private final YamlMap section;
  private final Path file;

  TlsSection(YamlMap section, Path file) {
    this.section = section;
    this.file = file;
  }

  /** What it says; empty where TLS is off. */
  Optional<TlsSettings> read() {
    Optional<Material> certificate = material("cert");
    Optional<Material> key = material("key");
    Optional<Material> authority = material("client_ca");
    ClientAuth clientAuth = clientAuth(authority.isPresent());
    List<String> allowedNames = allowedNames(clientAuth);
    Versions versions = versions();
    List<String> cipherSuites = cipherSuites();
    boolean serverOrder = section.truth("prefer_server_cipher_suites", true);
    List<String> groups = namedGroups();
    boolean on = SWITCHES.stream().anyMatch(name -> !section.text(name).isEmpty());
    section.tellUnknown();
    if (on && certificate.isEmpty()) {
      section.problem("cert_file", "is missing, and cert as well: TLS wants one of them");
    }
    if (on && key.isEmpty()) {
      section.problem("key_file", "is missing, and key as well: TLS wants one of them");
    }
    if (certificate.isEmpty() || key.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new TlsSettings(
            file,
            certificate.get(),
            key.get(),
            authority,
            clientAuth,
            allowedNames,
            versions,
            cipherSuites,
            serverOrder,
            groups));
  }

  /** By its path, which wins, or inline. */
  private Optional<Material> material(String name) {
    String path = section.text(name + "_file");
    String inline = section.text(name);
    if (!path.isEmpty()) {
      String key = name + "_file";
      try {
        Path resolved = file.resolveSibling(path);
        return Optional.of(new Material(key, section.line(key), Optional.of(resolved), ""));
      } catch (InvalidPathException e) {
        section.problem(key, "is not the name of a file");
        return Optional.empty();
      }
    }
    return inline.isEmpty()
        ? Optional.empty()
        : Optional.of(new Material(name, section.line(name), Optional.empty(), inline));
  }

  private ClientAuth clientAuth(boolean hasAuthority) {
    String word = section.text("client_auth_type");
    Optional<ClientAuth> auth = ClientAuth.parse(word);
    if (auth.isEmpty()) {
      section.problem(
          "client_auth_type",
          "\"%s\" is none of NoClientCert, RequestClientCert, RequireAnyClientCert, VerifyClientCertIfGiven and RequireAndVerifyClientCert"
              .formatted(word));
    } else if (hasAuthority && auth.get() == ClientAuth.NO_CLIENT_CERT) {
      section.problem(
          section.has("client_ca_file") ? "client_ca_file" : "client_ca",
          "is of no use: client_auth_type asks clients for no certificate");
    }
    return auth.orElse(ClientAuth.NO_CLIENT_CERT);
  }

  private List<String> allowedNames(ClientAuth clientAuth) {
    List<String> names = section.texts("client_allowed_sans");
    if (!names.isEmpty() && !clientAuth.isRequired()) {
      section.problem(
          "client_allowed_sans",
          "wants client_auth_type RequireAndVerifyClientCert or RequireAnyClientCert: others let in who shows no certificate");
    }
    return names;
  }

  private Versions versions() {
    Version from = version("min_version", Version.TLS12);
    Version to = version("max_version", Version.TLS13);
    if (from.compareTo(to) > 0) {
      section.problem(
          section.has("min_version") ? "min_version" : "max_version",
          "leaves no version: min_version, %s, is newer than max_version, %s".formatted(from, to));
      return Versions.DEFAULT;
    }
    return new Versions(from, to);
  }

  private Version version(String key, Version otherwise) {
    String text = section.text(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    for (Version version : Version.values()) {
      if (version.name().equals(text)) {
        return version;
      }
    }
    section.problem(key, "\"%s\" is none of TLS10, TLS11, TLS12 and TLS13".formatted(text));
    return otherwise;
  }

  private List<String> cipherSuites() {
    List<String> suites = section.texts("cipher_suites");
    for (String suite : suites) {
      if (!CIPHER_SUITES.contains(suite)) {
        section.problem(
            "cipher_suites", "\"%s\" is no cipher suite that is known and safe".formatted(suite));
      }
    }
    return suites;
  }

  private List<String> namedGroups() {
    List<String> groups = new ArrayList<>();
    for (String curve : section.texts("curve_preferences")) {
      String group = CURVES.get(curve);
      if (group == null) {
        section.problem(
            "curve_preferences",
            "\"%s\" is none of CurveP256, CurveP384, CurveP521 and X25519".formatted(curve));
      } else {
        groups.add(group);
      }
    }
    return groups;
  }
}
