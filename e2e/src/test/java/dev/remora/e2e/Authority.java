package dev.remora.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;

/** Makes certificates, by openssl, and keeps no file of them. */
final class Authority {
  private final Issued own;

  /** A certificate and its key, as texts in PEM. */
  record Issued(String certificate, String key) {
    Certificate x509() {
      return TlsClient.certificate(certificate);
    }
  }

  /** An authority that nobody knows yet. */
  Authority(String name) {
    own = make(name, folder -> List.of("-extensions", "authority"));
  }

  /** Its own certificate. */
  String certificate() {
    return own.certificate();
  }

  /** A certificate with a new key, good for a name and for localhost. */
  Issued issue(String name) {
    return make(
        name,
        folder -> {
          Path certificate = Files.writeString(folder.resolve("own.crt"), own.certificate());
          Path key = Files.writeString(folder.resolve("own.key"), own.key());
          return List.of(
              "-extensions", "issued", "-CA", certificate.toString(), "-CAkey", key.toString());
        });
  }

  /** Arguments, some of which are files in a folder. */
  private interface Arguments {
    List<String> in(Path folder) throws IOException;
  }

  private static Issued make(String name, Arguments more) {
    try {
      Path folder = Files.createTempDirectory("authority-" + name);
      try {
        return make(folder, name, more.in(folder));
      } finally {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
          for (Path file : files) {
            Files.delete(file);
          }
        }
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Issued make(Path folder, String name, List<String> more)
      throws IOException, InterruptedException {
    Path configuration = Files.writeString(folder.resolve("cnf"), configuration(name));
    Path certificate = folder.resolve("crt");
    Path key = folder.resolve("key");
    List<String> command = new ArrayList<>(List.of("openssl", "req", "-x509", "-nodes"));
    command.addAll(List.of("-config", configuration.toString()));
    command.addAll(List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"));
    command.addAll(List.of("-days", "30", "-keyout", key.toString()));
    command.addAll(List.of("-out", certificate.toString()));
    command.addAll(more);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("openssl: " + printed);
    }
    return new Issued(Files.readString(certificate), Files.readString(key));
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
