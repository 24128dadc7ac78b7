package dev.remora.mysql;

/** Where a database listens. Its text form has no secret and is how logs name the target. */
public sealed interface Address {
  /** MySQL's usual port. */
  int DEFAULT_PORT = 3306;

  /** What the path of a socket has before it where an address may be of either kind. */
  String UNIX = "unix://";

  /**
   * A TCP address.
   *
   * @param host a name or an IP address, without brackets
   * @param port 1 to 65535
   */
  record Tcp(String host, int port) implements Address {
    /** Checks host and port. */
    public Tcp {
      if (host.isEmpty()) {
        throw new IllegalArgumentException("an address needs a host");
      }
      if (port < 1 || port > 65535) {
        throw new IllegalArgumentException("%d is not a port (1 to 65535)".formatted(port));
      }
    }

    @Override
    public String toString() {
      return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
    }
  }

  /**
   * A unix socket.
   *
   * @param path the socket's file
   */
  record UnixSocket(String path) implements Address {
    /** Checks that there is a path. */
    public UnixSocket {
      if (path.isEmpty()) {
        throw new IllegalArgumentException("a unix socket needs a path");
      }
    }

    @Override
    public String toString() {
      return path;
    }
  }

  /**
   * Reads {@code host:port}, {@code [ipv6]:port} or {@code unix://PATH}.
   *
   * @throws IllegalArgumentException when it is none of them, saying what it has or has not; what
   *     stands behind a colon or before an {@code @} may be a password, and is not said
   */
  static Address parse(String text) {
    if (text.startsWith(UNIX)) {
      return socket(text.substring(UNIX.length()));
    }
    if (text.indexOf('@') >= 0) {
      throw new IllegalArgumentException("has an @: an address names no user and no password");
    }
    int colon = text.lastIndexOf(':');
    boolean bracketed = text.startsWith("[");
    if (colon < 0 || (bracketed && text.charAt(colon - 1) != ']')) {
      throw new IllegalArgumentException(
          "%shas no port: write host:port, [ipv6]:port or unix://PATH"
              .formatted(colon < 0 ? "\"" + text + "\" " : ""));
    }
    String host = bracketed ? text.substring(1, colon - 1) : text.substring(0, colon);
    if (!bracketed && host.contains(":")) {
      throw new IllegalArgumentException(
          "has too many colons: an IPv6 address goes in brackets, [::1]:3306");
    }
    if (host.indexOf('[') >= 0 || host.indexOf(']') >= 0) {
      throw new IllegalArgumentException(
          "has a bracket in its host: write host:port or [ipv6]:port");
    }
    // As the reference does: no host is this one.
    return new Tcp(host.isEmpty() ? "127.0.0.1" : host, port(text.substring(colon + 1)));
  }

  private static Address socket(String path) {
    if (Secret.isIn(path)) {
      throw new IllegalArgumentException("has an @: a path names no user and no password");
    }
    if (path.isEmpty()) {
      throw new IllegalArgumentException("has no path behind " + UNIX);
    }
    return new UnixSocket(path);
  }

  private static int port(String digits) {
    try {
      int port = Integer.parseInt(digits);
      if (port >= 1 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Said below, as of a number that is none of a port.
    }
    throw new IllegalArgumentException("has a port that is not a number from 1 to 65535");
  }
}
