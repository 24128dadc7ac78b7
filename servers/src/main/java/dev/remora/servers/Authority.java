package dev.remora.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Makes certificates, by the JDK's own tool, in a folder of its own. */
public final class Authority {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String PASSWORD = "changeit";
  private static final String ROOT = "authority";
  // What stands before an RSA key of 2048 bits in its newer form.
  private static final int PKCS8_HEADER = 26;

  /** A certificate with its key, as PEM files. */
  public record Issued(Path certificate, Path key) {}

  private final Path folder;
  private final Path store;

  private Authority(Path folder) {
    this.folder = folder;
    this.store = folder.resolve("store.p12");
  }

  /** An authority that nobody knows yet. */
  public static Authority in(Path folder) {
    try {
      Authority authority = new Authority(Files.createDirectories(folder));
      authority.keyPair(ROOT, "RSA", "-ext", "bc:c", "-ext", "ku=keyCertSign");
      Files.writeString(authority.certificate(), authority.pem(ROOT));
      return authority;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its own certificate. */
  public Path certificate() {
    return folder.resolve("ca.pem");
  }

  /** A certificate with these alternative names, such as {@code dns:localhost}. */
  public Issued issue(String name, String... alternativeNames) {
    return issue(name, "RSA", List.of(), alternativeNames);
  }

  /** The same with another kind of key. */
  public Issued issueElliptic(String name, String... alternativeNames) {
    return issue(name, "EC", List.of(), alternativeNames);
  }

  /** One that was good until yesterday. */
  public Issued issueExpired(String name, String... alternativeNames) {
    return issue(name, "RSA", List.of("-startdate", "-10d", "-validity", "9"), alternativeNames);
  }

  private Issued issue(String name, String algorithm, List<String> validity, String... names) {
    Path request = folder.resolve(name + ".csr");
    Path certificate = folder.resolve(name + ".pem");
    Path key = folder.resolve(name + "-key.pem");
    keyPair(name, algorithm);
    keytool("-certreq", "-alias", name, "-file", request.toString());
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-gencert",
                "-rfc",
                "-sigalg",
                "SHA256withRSA",
                "-alias",
                ROOT,
                "-infile",
                request.toString()));
    arguments.addAll(List.of("-outfile", certificate.toString()));
    arguments.addAll(validity);
    if (names.length > 0) {
      arguments.addAll(List.of("-ext", "san=" + String.join(",", names)));
    }
    keytool(arguments.toArray(String[]::new));
    try {
      Files.writeString(key, keyPem(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Issued(certificate, key);
  }

  private void keyPair(String name, String algorithm, String... more) {
    List<String> arguments = new ArrayList<>(List.of("-genkeypair", "-alias", name));
    arguments.addAll(List.of("-keyalg", algorithm, "-dname", "CN=" + name, "-validity", "30"));
    arguments.addAll(
        algorithm.equals("EC")
            ? List.of("-groupname", "secp256r1")
            : List.of("-keysize", "2048", "-sigalg", "SHA256withRSA"));
    arguments.addAll(List.of(more));
    keytool(arguments.toArray(String[]::new));
  }

  private void keytool(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    Run run = Run.of(LIMIT, command.toArray(String[]::new));
    if (run.exitCode() != 0) {
      throw new IllegalStateException("keytool: " + run.stdout() + run.stderr());
    }
  }

  private String pem(String name) {
    try {
      Certificate certificate = keys().getCertificate(name);
      return block("CERTIFICATE", certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String keyPem(String name) {
    try {
      Key key = keys().getKey(name, PASSWORD.toCharArray());
      byte[] encoded = key.getEncoded();
      // The older form, since MySQL 5.7 reads no other.
      return key.getAlgorithm().equals("RSA")
          ? block("RSA PRIVATE KEY", Arrays.copyOfRange(encoded, PKCS8_HEADER, encoded.length))
          : block("PRIVATE KEY", encoded);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private KeyStore keys() throws GeneralSecurityException {
    try {
      return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A block of text as files have it; MySQL 5.7 reads no other lines than these. */
  private static String block(String label, byte[] content) {
    Base64.Encoder encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, encoder.encodeToString(content), label);
  }
}
