package dev.remora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.e2e.Authority.Issued;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AuthorityTest {
  @Test
  void vouchesForWhatItIssues() throws GeneralSecurityException {
    Authority authority = new Authority("ours");
    Issued first = authority.issue("first");
    Issued second = authority.issue("second");

    for (Issued each : new Issued[] {first, second}) {
      each.x509().verify(TlsClient.certificate(authority.certificate()).getPublicKey());
      assertThat(each.key()).contains("PRIVATE KEY");
    }
    assertThat(first.key()).isNotEqualTo(second.key());
  }

  /** Its key above all. */
  @Test
  void leavesNoFileBehind() throws IOException {
    String name = "own-" + UUID.randomUUID();

    new Authority(name).issue("issued");

    try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      assertThat(left.map(Path::toString)).noneMatch(path -> path.contains(name));
    }
  }
}
