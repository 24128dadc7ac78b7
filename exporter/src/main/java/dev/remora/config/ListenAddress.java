package dev.remora.config;

import java.net.InetSocketAddress;

/**
 * Where the door is.
 *
 * @param text as the user wrote it, for example {@code :9104}
 * @param host the host to bind to; empty for all
 * @param port the port; 0 for any free one
 */
public record ListenAddress(String text, String host, int port) {
  /** Reads {@code host:port}, {@code [ipv6]:port} or {@code :port}. */
  static ListenAddress parse(String text) throws ConfigurationException {
    if (text.startsWith("vsock://")) {
      throw new ConfigurationException(
          "--web.listen-address \"%s\" is not possible: Java has no vsock; name a host:port"
              .formatted(Shown.of(text)));
    }
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    if (colon < 0 || (!bracketed && host.indexOf(':') >= 0)) {
      throw problem(text);
    }
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      if (port < 0 || port > 65535) {
        throw problem(text);
      }
      String bare = bracketed ? host.substring(1, host.length() - 1) : host;
      return new ListenAddress(text, bare, port);
    } catch (NumberFormatException e) {
      throw problem(text);
    }
  }

  /** The address to bind to. */
  public InetSocketAddress socketAddress() {
    return host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
  }

  private static ConfigurationException problem(String text) {
    return new ConfigurationException(
        "--web.listen-address \"%s\" is not host:port, [ipv6]:port or :port"
            .formatted(Shown.of(text)));
  }
}
