package dev.remora.config;

import dev.remora.config.OptionFile.Value;
import dev.remora.mysql.Address;
import dev.remora.mysql.Secret;
import dev.remora.mysql.SessionOptions;
import dev.remora.mysql.Target;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A section of an option file, read as whom to log in as. What it does not say is taken from the
 * section that its name is a child of: {@code client.a.b} asks {@code client.a}, then {@code
 * client}.
 */
final class Section {
  /** The keys whose values are shown. */
  static final List<String> KEYS =
      List.of(
          "socket",
          "host",
          "port",
          "user",
          "connect-timeout",
          "connect_timeout",
          "compress",
          "enable-cleartext-plugin",
          "tls",
          "ssl-mode",
          "ssl-ca",
          "ssl-cert",
          "ssl-key",
          "ssl-skip-verfication",
          "ssl-skip-verification",
          "tls-server-name",
          "tls-min-version",
          "tls-max-version");

  // What bytes that are no UTF-8 are read as.
  private static final char UNREADABLE = '\uFFFD';

  private final OptionFile file;
  private final String name;
  private final References references;
  private final KeyReferences keyReferences;
  private final Set<WatchedFile> files;
  // A value is looked at more than once, and its problem told once.
  private final Set<String> problems = new LinkedHashSet<>();

  /**
   * A section by its name.
   *
   * @param references what values may name
   * @param files takes up the files that the section names
   */
  Section(OptionFile file, String name, References references, Set<WatchedFile> files) {
    this.file = file;
    this.name = name;
    this.references = references;
    this.keyReferences = new KeyReferences(file);
    this.files = files;
  }

  /**
   * The target; all that is wrong with the section is reported together.
   *
   * @param skipVerify whether certificates are not checked where the section does not say
   */
  Target target(boolean skipVerify) throws ConfigurationException {
    String user = text("user");
    if (Secret.isIn(user)) {
      // Logs and the server's errors name the user. A : alone is in the names of some.
      problem("user", "has an @ behind a :, and so perhaps a password: that has a key of its own");
    }
    if (user.isEmpty() && problems.isEmpty()) {
      problems.add(
          name.equals(Sections.OWN)
              ? "no user to log in to the database with: set user in section [client] of %s, or"
                      .formatted(file.path())
                  + " --mysqld.username with MYSQLD_EXPORTER_PASSWORD, or DATA_SOURCE_NAME"
              : "%s: section [%s] has no user".formatted(file.path(), name));
    }
    Secret password = password();
    Address address = address();
    SessionOptions options = options(skipVerify);
    // Those, too, that nothing was made of: a check shows them.
    for (String key : KEYS) {
      text(key);
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(List.copyOf(problems));
    }
    return new Target(address, user, password, options);
  }

  /** The nearest section that names a password or its file decides. */
  private Secret password() {
    for (String section = name; !section.isEmpty(); section = OptionFile.parent(section)) {
      String password = text(section, "password");
      String path = text(section, "password-file");
      if (!path.isEmpty()) {
        if (!password.isEmpty()) {
          problem("password-file", "stands beside a password: keep one of them");
        }
        return secret(path);
      }
      if (file.section(section).containsKey("password")) {
        return new Secret(password);
      }
    }
    return Secret.NONE;
  }

  private Secret secret(String path) {
    String content = content("password-file", path).orElse("");
    // An editor's end of the line is no part of the password.
    String line = content.endsWith("\n") ? content.substring(0, content.length() - 1) : content;
    return new Secret(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
  }

  /** What the file holds that a key names; empty if there is no such key, or it is a problem. */
  Optional<String> content(String key) {
    String path = text(key);
    return path.isEmpty() ? Optional.empty() : content(key, path);
  }

  private Optional<String> content(String key, String name) {
    try {
      Path path = Path.of(name);
      files.add(WatchedFile.of(path));
      try {
        return Optional.of(text(SmallFile.read(path)));
      } catch (CharacterCodingException e) {
        problem(key, shown(name) + "is not UTF-8 text");
      } catch (IOException e) {
        problem(key, shown(name) + "cannot be read: " + SmallFile.reason(path, e));
      }
    } catch (InvalidPathException e) {
      problem(key, "is not the name of a file");
    }
    return Optional.empty();
  }

  /** A path for a message, but not one that the next line has run into: that may be a password. */
  private static String shown(String path) {
    return path.indexOf('=') < 0 && path.indexOf('\n') < 0 ? path + " " : "";
  }

  private static String text(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private Address address() {
    String socket = text("socket");
    if (!socket.isEmpty()) {
      // One operator's files have the flag's prefix in the key.
      String path = socket.startsWith("unix://") ? socket.substring("unix://".length()) : socket;
      if (path.isEmpty()) {
        problem("socket", "has no path");
        return new Address.UnixSocket("/");
      }
      if (Secret.isIn(path)) {
        problem("socket", "has an @ behind a :, and so perhaps a password");
        return new Address.UnixSocket("/");
      }
      return new Address.UnixSocket(path);
    }
    String host = text("host");
    if (!isHost(host)) {
      problem("host", "is not the name of a host, or an IP address");
      host = "";
    }
    String port = text("port");
    return new Address.Tcp(
        host.isEmpty() ? "127.0.0.1" : host, port.isEmpty() ? Address.DEFAULT_PORT : port(port));
  }

  /** Hosts are named in the log: what has run into one from the next line must not be. */
  private static boolean isHost(String text) {
    int zone = text.indexOf('%');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean ipv6 =
          "[]:.".indexOf(c) >= 0 || Character.digit(c, 16) >= 0 || (zone >= 0 && i >= zone);
      if (c <= ' ' || "=\"@".indexOf(c) >= 0 || (!ipv6 && text.indexOf(':') >= 0)) {
        return false;
      }
    }
    return true;
  }

  private int port(String text) {
    int port = GoInteger.parse(text).orElse(-1);
    if (port >= 0 && port <= 65535) {
      return port == 0 ? Address.DEFAULT_PORT : port;
    }
    problem("port", "is not a port from 1 to 65535");
    return Address.DEFAULT_PORT;
  }

  private SessionOptions options(boolean skipVerify) {
    SessionOptions options = SessionOptions.DEFAULT;
    return new SessionOptions(
        connectTimeout(options.connectTimeout()),
        options.readTimeout(),
        new SectionTls(this).read(skipVerify),
        truth("enable-cleartext-plugin", false),
        truth("compress", options.compression()),
        options.database(),
        options.lockWait(),
        options.variables());
  }

  /** In seconds, and in both of MySQL's spellings; zero is nothing said, as to its own programs. */
  private Duration connectTimeout(Duration otherwise) {
    String key = text("connect-timeout").isEmpty() ? "connect_timeout" : "connect-timeout";
    String text = text(key);
    try {
      int seconds = text.isEmpty() ? 0 : Integer.parseInt(text);
      if (seconds >= 0) {
        return seconds == 0 ? otherwise : Duration.ofSeconds(seconds);
      }
    } catch (NumberFormatException e) {
      // Said below, as of a negative number.
    }
    problem(key, "is not a number of seconds");
    return otherwise;
  }

  boolean truth(String key, boolean otherwise) {
    return switch (text(key)) {
      case "1", "t", "T", "true", "TRUE", "True", "YES", "yes", "Yes", "y", "ON", "on", "On" ->
          true;
      case "" -> otherwise;
      case "0", "f", "F", "false", "FALSE", "False", "NO", "no", "No", "n", "OFF", "off", "Off" ->
          false;
      default -> {
        problem(key, "is neither true nor false");
        yield false;
      }
    };
  }

  /** A value, of this section or the nearest that it is a child of; empty if there is none. */
  String text(String key) {
    for (String section = name; !section.isEmpty(); section = OptionFile.parent(section)) {
      if (file.section(section).containsKey(key)) {
        return text(section, key);
      }
    }
    return "";
  }

  /** A value of this very section, with what it refers to; empty if there is none. */
  private String text(String section, String key) {
    Value value = file.section(section).get(key);
    if (value == null) {
      return "";
    }
    if (value.isVerbatim()) {
      return value.text();
    }
    Optional<Value> resolved =
        keyReferences.resolve(section, key, value.with(references.resolve(value.text()), false));
    if (resolved.isEmpty()) {
      problem(key, "grows without end by what it names");
      return "";
    }
    // What is shown of a section must not have run into the line of its password.
    if (resolved.get().holdsSetting() && !key.equals("password")) {
      problem(key, "has run into the next line: close its quote, or take the \\ from its end");
      return "";
    }
    String text = resolved.get().text();
    if (text.indexOf(UNREADABLE) >= 0) {
      problem(key, "is not UTF-8 text");
    }
    return text;
  }

  /** Takes up what is wrong with the value of a key. */
  void problem(String key, String what) {
    for (String section = name; !section.isEmpty(); section = OptionFile.parent(section)) {
      Value value = file.section(section).get(key);
      if (value != null) {
        problems.add(
            value.isVerbatim()
                ? "%s %s".formatted(key, what)
                : "%s:%d: %s %s".formatted(file.path(), value.line(), key, what));
        return;
      }
    }
  }
}
