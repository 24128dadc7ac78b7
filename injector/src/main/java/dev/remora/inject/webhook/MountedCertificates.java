package dev.remora.inject.webhook;

import dev.remora.log.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** Certificates in files that somebody else renews, as cert-manager does with a mounted Secret. */
public final class MountedCertificates implements Certificates {
  private final Path chain;
  private final Path key;
  private final Log log;
  private String last = "";

  /** Both in PEM; the key as PKCS #8. */
  public MountedCertificates(Path chain, Path key, Log log) {
    this.chain = chain;
    this.key = key;
    this.log = log;
  }

  @Override
  public void refresh(Presented presented) throws IOException, GeneralSecurityException {
    // A few kilobytes: to read them costs no more than to ask whether they have changed.
    String chainText = Files.readString(chain);
    String keyText = Files.readString(key);
    String both = chainText + keyText;
    if (both.equals(last)) {
      return;
    }
    Identity identity = Identity.parse(chainText, keyText);
    presented.replace(identity);
    last = both;
    log.info("Certificate read", "file", chain.toString(), "certificate", identity.toString());
  }
}
