package dev.remora.config;

import dev.remora.mysql.Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the address of a target may be, as {@code --probe.allow} says it: {@code host:port} or a
 * {@code host} of any port, each with {@code *} for any characters; a network such as {@code
 * 10.0.0.0/8}, for targets that are named by an IP address, since a name may be another's tomorrow;
 * or {@code unix://PATH}.
 */
public sealed interface TargetPattern {
  /** Whether the address is one of those meant. */
  boolean matches(Address address);

  /**
   * An address with {@code *} for any characters.
   *
   * @param text in small letters; of a TCP address {@code host:port}
   */
  record Glob(String text) implements TargetPattern {
    @Override
    public boolean matches(Address address) {
      String target =
          address instanceof Address.UnixSocket socket
              ? "unix://" + socket.path()
              : address.toString().toLowerCase(Locale.ROOT);
      return matches(text, target);
    }

    private static boolean matches(String glob, String text) {
      int g = 0;
      int t = 0;
      // Where to go on when it does not fit: the last star takes one character more.
      int star = -1;
      int taken = -1;
      while (t < text.length()) {
        if (g < glob.length() && glob.charAt(g) == '*') {
          star = g++;
          taken = t;
        } else if (g < glob.length() && glob.charAt(g) == text.charAt(t)) {
          g++;
          t++;
        } else if (star >= 0) {
          g = star + 1;
          t = ++taken;
        } else {
          return false;
        }
      }
      while (g < glob.length() && glob.charAt(g) == '*') {
        g++;
      }
      return g == glob.length();
    }
  }

  /**
   * A network of IP addresses, of any port.
   *
   * @param network its first address
   * @param bits how many bits all its addresses share
   */
  record Network(InetAddress network, int bits) implements TargetPattern {
    @Override
    public boolean matches(Address address) {
      return address instanceof Address.Tcp tcp && literal(tcp.host()).map(this::has).orElse(false);
    }

    private boolean has(InetAddress address) {
      byte[] theirs = address.getAddress();
      byte[] ours = network.getAddress();
      if (theirs.length != ours.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((theirs[bit / 8] & mask) != (ours[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  /** Reads a pattern; empty if it is none. */
  static Optional<TargetPattern> parse(String text) {
    if (text.startsWith("unix://")) {
      return Optional.of(new Glob(text));
    }
    int slash = text.indexOf('/');
    if (slash >= 0) {
      return Optional.ofNullable(network(text.substring(0, slash), text.substring(slash + 1)));
    }
    boolean blank = text.isEmpty() || text.indexOf(' ') >= 0;
    return blank
        ? Optional.empty()
        : Optional.of(new Glob(withPort(text.toLowerCase(Locale.ROOT))));
  }

  private static @Nullable TargetPattern network(String address, String length) {
    InetAddress network = literal(address).orElse(null);
    try {
      int bits = Integer.parseUnsignedInt(length);
      return network == null || bits > network.getAddress().length * 8
          ? null
          : new Network(network, bits);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** An IP address that is one as it stands; no name is looked up. */
  private static Optional<InetAddress> literal(String text) {
    boolean bracketed = text.startsWith("[") && text.endsWith("]");
    try {
      return Optional.of(
          InetAddress.ofLiteral(bracketed ? text.substring(1, text.length() - 1) : text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String withPort(String text) {
    boolean ipv6 = text.startsWith("[");
    boolean hasPort = ipv6 ? text.contains("]:") : text.indexOf(':') >= 0;
    return hasPort || text.equals("*") ? text : text + ":*";
  }
}
