package dev.remora.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerIdentityTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          exporter@localhost | 'exporter'@'localhost'
          exporter@%         | 'exporter'@'%'
          a@b@10.0.0.0/8     | 'a@b'@'10.0.0.0/8'
          o'brien@%          | 'o''brien'@'%'
          @localhost         | ''@'localhost'
          role               | 'role'
          """)
  void writesAnAccountAsGrantTakesIt(String current, String quoted) {
    assertThat(ServerIdentity.quoted(current)).isEqualTo(quoted);
  }
}
