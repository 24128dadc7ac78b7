package dev.remora.web;

import dev.remora.config.ConfigurationException;
import dev.remora.config.WatchedFile;
import dev.remora.log.Format;
import dev.remora.log.Level;
import dev.remora.log.Log;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * What a web configuration file makes of the door. Users, headers and certificates are those that
 * the file and its neighbours hold at each request and each handshake; whether there is TLS at all,
 * and how many requests are taken, is what they held at the start. Safe for any thread.
 */
public final class Web {
  private static final String BASIC = "basic ";

  private final LiveFile file;
  private final Optional<LiveTls> tls;
  private final Optional<TokenBucket> bucket;
  private final Passwords passwords = new Passwords();

  private Web(LiveFile file, Optional<LiveTls> tls, Optional<TokenBucket> bucket) {
    this.file = file;
    this.tls = tls;
    this.bucket = bucket;
  }

  /**
   * Reads the file and those that it names.
   *
   * @throws ConfigurationException with all that is wrong with them
   */
  public static Web of(Path path, Log log) throws ConfigurationException {
    WatchedFile seen = WatchedFile.of(path);
    WebSettings settings = WebFileReader.read(path);
    Optional<LiveTls> tls =
        settings.tls().isPresent()
            ? Optional.of(LiveTls.of(settings.tls().get(), System::nanoTime, log))
            : Optional.empty();
    RateLimit limit = settings.rateLimit();
    Optional<TokenBucket> bucket =
        limit.interval().isZero()
            ? Optional.empty()
            : Optional.of(new TokenBucket(limit, System::nanoTime));
    if (bucket.isPresent()) {
      log.info("Rate limit is on", "interval", limit.interval(), "burst", limit.burst());
    }
    if (bucket.isPresent() && limit.burst() == 0) {
      log.warn("rate_limit lets nobody in: its burst is 0");
    }
    if (tls.isPresent() && settings.http2()) {
      log.info("HTTP/1.1 is served: there is no HTTP/2 here, whatever http2 says");
    }
    return new Web(new LiveFile(seen, settings, WebFileReader::read, log), tls, bucket);
  }

  /** What is wrong with the file and those that it names; nothing, if it can be used. */
  public static List<String> problems(String name) {
    Log nowhere =
        Log.to(
            new PrintStream(OutputStream.nullOutputStream()),
            Level.ERROR,
            Format.LOGFMT,
            InstantSource.system());
    try {
      Web usable = of(Path.of(name), nowhere);
      return usable.file.now().isPresent() ? List.of() : List.of(name + " has just changed");
    } catch (InvalidPathException e) {
      // Who reads the settings has told it.
      return List.of();
    } catch (ConfigurationException e) {
      return e.problems();
    }
  }

  /** Whether connections are encrypted. */
  public boolean isEncrypted() {
    return tls.isPresent();
  }

  /** What encrypts each connection as the files say at that moment. */
  public SSLContext context() {
    LiveTls live = tls.orElseThrow(() -> new IllegalStateException("there is no TLS"));
    try {
      return SwitchingContext.over(() -> file.now().flatMap(WebSettings::tls).flatMap(live::now));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has TLS", e);
    }
  }

  /**
   * Whether a request is let in.
   *
   * @param authorization its header of that name; empty if it has none
   */
  public Admission admit(String authorization) throws InterruptedException {
    Optional<WebSettings> now = file.now();
    if (now.isEmpty()) {
      return new Admission(Admission.Ruling.UNDECIDED, Map.of());
    }
    if (bucket.isPresent() && !bucket.get().take()) {
      return new Admission(Admission.Ruling.TOO_MANY, Map.of());
    }
    WebSettings settings = now.get();
    boolean admitted = settings.users().isEmpty() || isKnown(authorization, settings.users());
    return new Admission(
        admitted ? Admission.Ruling.ADMITTED : Admission.Ruling.UNKNOWN, settings.headers());
  }

  private boolean isKnown(String authorization, Map<String, String> users)
      throws InterruptedException {
    if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return false;
    }
    byte[] credentials;
    try {
      credentials = Base64.getDecoder().decode(authorization.substring(BASIC.length()).trim());
    } catch (IllegalArgumentException e) {
      return false;
    }
    for (int i = 0; i < credentials.length; i++) {
      if (credentials[i] == ':') {
        String user = new String(credentials, 0, i, StandardCharsets.UTF_8);
        byte[] password = Arrays.copyOfRange(credentials, i + 1, credentials.length);
        return passwords.admit(user, password, users);
      }
    }
    return false;
  }
}
