package dev.remora.config;

import dev.remora.mysql.Address;
import dev.remora.mysql.Secret;
import dev.remora.mysql.SessionOptions;
import dev.remora.mysql.Target;
import dev.remora.mysql.Tls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The section {@code [client]} of an option file, with flags and environment in its gaps: the file
 * wins over both.
 */
final class ClientSection {
  private static final String NAME = "client";
  private static final List<String> NOT_YET =
      List.of(
          "ssl-ca", "ssl-cert", "ssl-key", "tls-min-version", "tls-max-version", "tls-server-name");

  private final OptionFile file;
  private final Map<String, OptionFile.Value> section;
  private final References references;
  private final List<String> problems = new ArrayList<>();

  private ClientSection(OptionFile file, References references) {
    this.file = file;
    this.section = file.section(NAME);
    this.references = references;
  }

  /**
   * The target of the section.
   *
   * @param address what the flag {@code --mysqld.address} says
   * @param user what the flag {@code --mysqld.username} says, empty for nothing
   * @param password what {@code MYSQLD_EXPORTER_PASSWORD} says
   */
  static Target target(
      OptionFile file, References references, Address address, String user, Secret password)
      throws ConfigurationException {
    return new ClientSection(file, references).target(address, user, password);
  }

  private Target target(Address fallback, String userFlag, Secret passwordVariable)
      throws ConfigurationException {
    String user = text("user").filter(value -> !value.isEmpty()).orElse(userFlag);
    if (user.isEmpty()) {
      problems.add(
          "no user to log in to the database with: set user in section [client] of %s, or"
                  .formatted(file.path())
              + " --mysqld.username with MYSQLD_EXPORTER_PASSWORD, or DATA_SOURCE_NAME");
    }
    Secret password =
        text("password")
            .filter(value -> !value.isEmpty())
            .map(Secret::new)
            .orElse(passwordVariable);
    Address address = address(fallback);
    SessionOptions options = options();
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return new Target(address, user, password, options);
  }

  private Address address(Address fallback) {
    String socket = text("socket").orElse("");
    if (!socket.isEmpty()) {
      // One operator's files have the flag's prefix in the key.
      String path = socket.startsWith("unix://") ? socket.substring("unix://".length()) : socket;
      return new Address.UnixSocket(path);
    }
    Optional<String> host = text("host").filter(value -> !value.isEmpty());
    Optional<Integer> port = text("port").filter(value -> !value.isEmpty()).map(this::port);
    return fallback instanceof Address.Tcp tcp
        ? new Address.Tcp(host.orElse(tcp.host()), port.orElse(tcp.port()))
        : fallback;
  }

  private int port(String text) {
    try {
      int port = Integer.decode(text);
      if (port >= 1 && port <= 65535) {
        return port;
      }
      return port == 0 ? Address.DEFAULT_PORT : badPort();
    } catch (NumberFormatException e) {
      return badPort();
    }
  }

  private int badPort() {
    problem("port", "is not a port from 1 to 65535");
    return Address.DEFAULT_PORT;
  }

  private SessionOptions options() {
    for (String key : NOT_YET) {
      if (section.containsKey(key)) {
        problem(key, "cannot be honoured by this version, and to ignore it would be unsafe");
      }
    }
    Tls tls = Tls.OFF;
    Optional<String> mode = text("tls");
    if (mode.isPresent()) {
      Optional<Tls> known = TlsMode.parse(mode.get());
      if (known.isEmpty()) {
        problem("tls", "is none of true, false, skip-verify and preferred");
      }
      tls = known.orElse(Tls.VERIFIED);
    }
    if (truth("ssl-skip-verfication") || truth("ssl-skip-verification")) {
      tls = Tls.UNVERIFIED;
    }
    SessionOptions options = SessionOptions.DEFAULT;
    return new SessionOptions(
        options.connectTimeout(),
        options.readTimeout(),
        tls,
        truth("enable-cleartext-plugin"),
        options.compression(),
        options.database(),
        options.variables());
  }

  private boolean truth(String key) {
    return switch (text(key).orElse("")) {
      case "1", "t", "T", "true", "TRUE", "True", "YES", "yes", "Yes", "y", "ON", "on", "On" ->
          true;
      case "",
          "0",
          "f",
          "F",
          "false",
          "FALSE",
          "False",
          "NO",
          "no",
          "No",
          "n",
          "OFF",
          "off",
          "Off" ->
          false;
      default -> {
        problem(key, "is neither true nor false");
        yield false;
      }
    };
  }

  private Optional<String> text(String key) {
    return Optional.ofNullable(section.get(key)).map(value -> references.resolve(value.text()));
  }

  private void problem(String key, String what) {
    OptionFile.Value value = section.get(key);
    int line = value == null ? 0 : value.line();
    problems.add("%s:%d: %s %s".formatted(file.path(), line, key, what));
  }
}
