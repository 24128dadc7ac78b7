package dev.remora.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;

/** Makes certificates, by openssl. */
final class Authority {
  private final Path folder;
  private final Issued own;

  /** A certificate and its key, as texts in PEM. */
  record Issued(String certificate, String key) {
    Certificate x509() {
      return TlsClient.certificate(certificate);
    }
  }

  /** An authority that nobody knows yet. */
  Authority(String name) {
    try {
      folder = Files.createTempDirectory("authority");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    own = make("own", name, "authority", List.of());
  }

  /** Its own certificate. */
  String certificate() {
    return own.certificate();
  }

  /** A certificate with a new key, good for a name and for localhost. */
  Issued issue(String name) {
    return make(
        "issued",
        name,
        "issued",
        List.of("-CA", file("own", "crt").toString(), "-CAkey", file("own", "key").toString()));
  }

  private Issued make(String file, String name, String extensions, List<String> more) {
    try {
      Path configuration = Files.writeString(file(file, "cnf"), configuration(name));
      List<String> command = new ArrayList<>(List.of("openssl", "req", "-x509", "-nodes"));
      command.addAll(List.of("-config", configuration.toString(), "-extensions", extensions));
      command.addAll(List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"));
      command.addAll(List.of("-days", "30", "-keyout", file(file, "key").toString()));
      command.addAll(List.of("-out", file(file, "crt").toString()));
      command.addAll(more);
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("openssl: " + printed);
      }
      return new Issued(Files.readString(file(file, "crt")), Files.readString(file(file, "key")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Path file(String name, String extension) {
    return folder.resolve(name + "." + extension);
  }

  private static String configuration(String name) {
    return """
    [req]
    distinguished_name = name
    prompt = no
    [name]
    CN = %1$s
    [authority]
    basicConstraints = critical, CA:TRUE
    [issued]
    basicConstraints = CA:FALSE
    subjectAltName = DNS:%1$s, DNS:localhost
    """
        .formatted(name);
  }
}
