package dev.remora.web;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a web configuration file says.
 *
 * @param tls how to encrypt; empty for plain HTTP
 * @param http2 whether the file wants HTTP/2, or does not say
 * @param headers what every answer has
 * @param users who may come in, with a hash of each one's password; everybody, if empty
 * @param rateLimit how many requests are taken
 */
record WebSettings(
    Optional<TlsSettings> tls,
    boolean http2,
    Map<String, String> headers,
    Map<String, String> users,
    RateLimit rateLimit) {
  /** Copies the maps, in their order. */
  WebSettings {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    users = Collections.unmodifiableMap(new LinkedHashMap<>(users));
  }

  /** Nothing of what is secret. */
  @Override
  public String toString() {
    return "web settings with %d users, TLS %s".formatted(users.size(), tls.isPresent());
  }
}
