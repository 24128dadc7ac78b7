package dev.remora.config;

import dev.remora.mysql.Address;
import dev.remora.mysql.Secret;
import dev.remora.mysql.SessionOptions;
import dev.remora.mysql.Target;
import dev.remora.mysql.Tls;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The environment variable {@code DATA_SOURCE_NAME}: {@code
 * [user[:password]@][net[(address)]]/[database][?name=value&...]}, the grammar of the Go driver,
 * read by position from the right and without escapes. Environment variables are replaced in the
 * parts once they are parsed, so that a password may hold any character. No message quotes any of
 * it: a name that is torn in the wrong place would show the password.
 */
final class DataSourceName {
  static final String VARIABLE = "DATA_SOURCE_NAME";

  private static final String LOCAL = "127.0.0.1";

  // The driver's own parameters that change nothing here: it is not the driver, or reads no dates.
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "allowAllFiles",
          "allowNativePasswords",
          "allowOldPasswords",
          "charset",
          "checkConnLiveness",
          "clientFoundRows",
          "collation",
          "columnsWithAlias",
          "connectionAttributes",
          "interpolateParams",
          "loc",
          "maxAllowedPacket",
          "multiStatements",
          "parseTime",
          "rejectReadOnly",
          "serverPubKey",
          "strict",
          "timeTruncate",
          "writeTimeout");

  private final References references;

  private DataSourceName(References references) {
    this.references = references;
  }

  /** Reads the text into a target. */
  static Target parse(String text, References references) throws ConfigurationException {
    return new DataSourceName(references).target(text);
  }

  private Target target(String text) throws ConfigurationException {
    int slash = text.lastIndexOf('/');
    if (slash < 0) {
      throw problem(
          "has no slash behind the address: write user:password@(host:3306)/, with the slash");
    }
    String left = text.substring(0, slash);
    int at = left.lastIndexOf('@');
    String credentials = at < 0 ? "" : left.substring(0, at);
    int colon = credentials.indexOf(':');
    String user = colon < 0 ? credentials : credentials.substring(0, colon);
    String password = colon < 0 ? "" : credentials.substring(colon + 1);
    return new Target(
        address(left.substring(at + 1)),
        references.resolve(user),
        new Secret(references.resolve(password)),
        options(text.substring(slash + 1)));
  }

  private Address address(String text) throws ConfigurationException {
    int open = text.indexOf('(');
    if (open >= 0 && !text.endsWith(")")) {
      throw problem("has no ) at the end of the address: write user:password@(host:3306)/");
    }
    String network = references.resolve(open < 0 ? text : text.substring(0, open));
    String address =
        references.resolve(open < 0 ? "" : text.substring(open + 1, text.length() - 1));
    return switch (network) {
      case "", "tcp", "tcp4", "tcp6" -> tcp(address);
      case "unix" -> new Address.UnixSocket(address.isEmpty() ? "/tmp/mysql.sock" : address);
      default ->
          throw problem(
              "has an unknown network before the address; the address stands in parentheses:"
                  + " user:password@(host:3306)/ or user:password@unix(/path)/");
    };
  }

  private static Address tcp(String text) throws ConfigurationException {
    if (text.isEmpty()) {
      return new Address.Tcp(LOCAL, Address.DEFAULT_PORT);
    }
    try {
      if (hasPort(text)) {
        // Go dials the local system where there is a port and no host.
        return Address.parse(text.startsWith(":") ? LOCAL + text : text);
      }
      boolean bracketed = text.startsWith("[");
      if (bracketed != text.endsWith("]")) {
        throw new IllegalArgumentException("a bracket is missing");
      }
      String host = bracketed ? text.substring(1, text.length() - 1) : text;
      return new Address.Tcp(host, Address.DEFAULT_PORT);
    } catch (IllegalArgumentException e) {
      throw problem("has an address that is not host:port with a port from 1 to 65535");
    }
  }

  /** A bare IPv6 address has colons but no port. */
  private static boolean hasPort(String text) {
    int colon = text.lastIndexOf(':');
    return text.startsWith("[")
        ? colon > 0 && text.charAt(colon - 1) == ']'
        : colon >= 0 && text.indexOf(':') == colon;
  }

  private SessionOptions options(String text) throws ConfigurationException {
    int question = text.indexOf('?');
    String database = question < 0 ? text : text.substring(0, question);
    if (database.indexOf('@') >= 0 || database.indexOf('(') >= 0) {
      // A slash of the password, not the one behind the address: the rest must not reach a server.
      throw problem(
          "has no slash behind the address: write user:password@(host:3306)/, with the slash");
    }
    Map<String, String> parameters = parameters(question < 0 ? "" : text.substring(question + 1));
    List<String> variables = new ArrayList<>();
    SessionOptions defaults = SessionOptions.DEFAULT;
    Duration connect = defaults.connectTimeout();
    Duration read = defaults.readTimeout();
    Tls.Mode tls = Tls.Mode.OFF;
    boolean cleartext = defaults.cleartextPasswords();
    boolean compression = defaults.compression();
    boolean fallback = false;
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      String name = parameter.getKey();
      String value = parameter.getValue();
      switch (name) {
        case "timeout" -> connect = duration(name, value, connect);
        case "readTimeout" -> read = duration(name, value, read);
        case "tls" -> tls = tls(value);
        case "allowFallbackToPlaintext" -> fallback = truth(name, value);
        case "allowCleartextPasswords" -> cleartext = truth(name, value);
        case "compress" -> compression = truth(name, value);
        default -> {
          if (!WITHOUT_EFFECT.contains(name)) {
            variables.add(variable(name, value));
          }
        }
      }
    }
    if (fallback && tls == Tls.Mode.UNVERIFIED) {
      tls = Tls.Mode.PREFERRED;
    }
    // Only among parameters is a plus sign a blank.
    String name = references.resolve(decoded(database.replace("+", "%2B")));
    return new SessionOptions(
        connect, read, Tls.of(tls), cleartext, compression, name, defaults.lockWait(), variables);
  }

  private Map<String, String> parameters(String text) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String item : text.split("&", -1)) {
      int equals = item.indexOf('=');
      if (equals > 0) {
        parameters.put(
            item.substring(0, equals), references.resolve(decoded(item.substring(equals + 1))));
      }
    }
    return parameters;
  }

  private static String variable(String name, String value) throws ConfigurationException {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != '_' && c != '.' && c != '@') {
        throw problem("has a parameter whose name is not that of a variable");
      }
    }
    return name + "=" + value;
  }

  private static Duration duration(String name, String value, Duration none)
      throws ConfigurationException {
    Duration duration =
        GoDuration.parse(value)
            .orElseThrow(() -> problem(name + " is not a duration with a unit, such as 5s"));
    return duration.isZero() ? none : duration;
  }

  private static boolean truth(String name, String value) throws ConfigurationException {
    return switch (value) {
      case "1", "true", "TRUE", "True" -> true;
      case "0", "false", "FALSE", "False" -> false;
      default -> throw problem(name + " is neither true nor false");
    };
  }

  private static Tls.Mode tls(String value) throws ConfigurationException {
    return TlsMode.parse(value)
        .orElseThrow(() -> problem("tls is none of true, false, skip-verify and preferred"));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // What is no escape sequence stands for itself.
      return text;
    }
  }

  private static ConfigurationException problem(String what) {
    return new ConfigurationException(VARIABLE + " " + what);
  }
}
