package dev.remora.config;

import dev.remora.config.OptionFile.Value;
import dev.remora.mysql.Address;
import dev.remora.mysql.Secret;
import dev.remora.mysql.SessionOptions;
import dev.remora.mysql.Target;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A section of an option file, read as whom to log in as. What it does not say is taken from the
 * section that its name is a child of: {@code client.a.b} asks {@code client.a}, then {@code
 * client}.
 */
final class Section {
  // As many as the reference: enough for every file, and an end for one that names itself.
  private static final int MAX_SUBSTITUTIONS = 99;

  private final OptionFile file;
  private final String name;
  private final References references;
  private final Set<WatchedFile> files;
  private final List<String> problems = new ArrayList<>();

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
    this.files = files;
  }

  /**
   * The target; all that is wrong with the section is reported together.
   *
   * @param skipVerify whether certificates are not checked where the section does not say
   */
  Target target(boolean skipVerify) throws ConfigurationException {
    String user = text("user");
    if (user.isEmpty()) {
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
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return new Target(address, user, password, options);
  }

  /** The nearest section that names a password or its file decides. */
  private Secret password() {
    for (String section = name; !section.isEmpty(); section = parent(section)) {
      String password = text(section, "password");
      String path = text(section, "password-file");
      if (!path.isEmpty()) {
        if (!password.isEmpty()) {
          problem("password-file", "stands beside a password: keep one of them");
        }
        return secret(Path.of(path));
      }
      if (file.section(section).containsKey("password")) {
        return new Secret(password);
      }
    }
    return Secret.NONE;
  }

  private Secret secret(Path path) {
    String content = content("password-file", path).orElse("");
    // An editor's end of the line is no part of the password.
    String line = content.endsWith("\n") ? content.substring(0, content.length() - 1) : content;
    return new Secret(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
  }

  /** What the file holds that a key names; empty if there is no such key, or it is a problem. */
  Optional<String> content(String key) {
    String path = text(key);
    return path.isEmpty() ? Optional.empty() : content(key, Path.of(path));
  }

  private Optional<String> content(String key, Path path) {
    files.add(WatchedFile.of(path));
    try {
      return Optional.of(Files.readString(path));
    } catch (CharacterCodingException e) {
      problem(key, "%s is not UTF-8 text".formatted(path));
    } catch (IOException e) {
      problem(key, "%s cannot be read: %s".formatted(path, OptionFile.reason(path, e)));
    }
    return Optional.empty();
  }

  private Address address() {
    String socket = text("socket");
    if (!socket.isEmpty()) {
      // One operator's files have the flag's prefix in the key.
      String path = socket.startsWith("unix://") ? socket.substring("unix://".length()) : socket;
      return new Address.UnixSocket(path);
    }
    String host = text("host");
    String port = text("port");
    return new Address.Tcp(
        host.isEmpty() ? "127.0.0.1" : host, port.isEmpty() ? Address.DEFAULT_PORT : port(port));
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
    for (String section = name; !section.isEmpty(); section = parent(section)) {
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
    return value.isVerbatim()
        ? value.text()
        : substituted(section, key, references.resolve(value.text()));
  }

  /** Replaces {@code %(key)s} by what that key says, as it stands in the file. */
  private String substituted(String section, String key, String text) {
    String result = text;
    for (int i = 0; i < MAX_SUBSTITUTIONS; i++) {
      int start = result.indexOf("%(");
      int end = start < 0 ? -1 : result.indexOf(")s", start);
      if (end < 0) {
        break;
      }
      Optional<Value> named = named(section, key, result.substring(start + 2, end));
      if (named.isEmpty()) {
        break;
      }
      result = result.replace(result.substring(start, end + 2), named.get().text());
    }
    return result;
  }

  private Optional<Value> named(String from, String self, String key) {
    for (String section = from; !section.isEmpty(); section = parent(section)) {
      Value value = file.section(section).get(key);
      if (value != null && !(section.equals(from) && key.equals(self))) {
        return Optional.of(value);
      }
    }
    return Optional.ofNullable(file.section(OptionFile.DEFAULT).get(key));
  }

  /** The section that this one is a child of; empty if of none. */
  static String parent(String section) {
    int dot = section.lastIndexOf('.');
    return dot < 0 ? "" : section.substring(0, dot);
  }

  /** Takes up what is wrong with the value of a key. */
  void problem(String key, String what) {
    for (String section = name; !section.isEmpty(); section = parent(section)) {
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
