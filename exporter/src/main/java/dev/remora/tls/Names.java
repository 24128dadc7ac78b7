package dev.remora.tls;

import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * The names that a certificate was made out to, as the Go programs read them: alternative names
 * alone, never the common one.
 *
 * @param dns names of hosts, which may begin with {@code *.}
 * @param addresses IP addresses
 * @param others e-mail addresses and URIs
 */
public record Names(List<String> dns, List<String> addresses, List<String> others) {
  private static final int EMAIL = 1;
  private static final int DNS = 2;
  private static final int URI = 6;
  private static final int IP = 7;

  /** Copies the lists. */
  public Names {
    dns = List.copyOf(dns);
    addresses = List.copyOf(addresses);
    others = List.copyOf(others);
  }

  /** The names of a certificate; none when they cannot be read. */
  public static Names of(X509Certificate certificate) {
    List<String> dns = new ArrayList<>();
    List<String> addresses = new ArrayList<>();
    List<String> others = new ArrayList<>();
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      for (List<?> name : names == null ? List.<List<?>>of() : names) {
        String text = String.valueOf(name.get(1));
        switch ((Integer) name.get(0)) {
          case DNS -> dns.add(text);
          case IP -> addresses.add(text);
          case EMAIL, URI -> others.add(text);
          default -> {}
        }
      }
    } catch (CertificateParsingException e) {
      return new Names(List.of(), List.of(), List.of());
    }
    return new Names(dns, addresses, others);
  }

  /** Whether a host may go by this certificate. */
  public boolean allow(String host) {
    try {
      InetAddress address = InetAddress.ofLiteral(host);
      for (String allowed : addresses) {
        if (InetAddress.ofLiteral(allowed).equals(address)) {
          return true;
        }
      }
      return false;
    } catch (IllegalArgumentException e) {
      return allowName(host);
    }
  }

  /** Whether this is one of them, to the letter; addresses may be written in any way. */
  public boolean have(String name) {
    if (dns.contains(name) || others.contains(name)) {
      return true;
    }
    try {
      InetAddress address = InetAddress.ofLiteral(name);
      return addresses.stream().map(InetAddress::ofLiteral).anyMatch(address::equals);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** All of them, as they stand in the certificate. */
  public List<String> all() {
    List<String> all = new ArrayList<>(dns);
    all.addAll(addresses);
    all.addAll(others);
    return all;
  }

  private boolean allowName(String host) {
    String name = plain(host);
    for (String text : dns) {
      String allowed = plain(text);
      int dot = name.indexOf('.');
      boolean matches =
          allowed.startsWith("*.")
              ? dot > 0 && name.substring(dot).equals(allowed.substring(1))
              : name.equals(allowed);
      if (matches && !name.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static String plain(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
