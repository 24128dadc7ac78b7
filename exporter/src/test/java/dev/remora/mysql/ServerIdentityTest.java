package dev.remora.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerIdentityTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          exporter@localhost | 'exporter'@'localhost'
          exporter@%         | 'exporter'@'%'
          @localhost         | ''@'localhost'
          ops@corp@10.0.%    | 'ops@corp'@'10.0.%'
          o'hara@%           | 'o''hara'@'%'
          a@b'c              | 'a'@'b''c'
          corp\\ops@10.0.%    | `corp\\ops`@'10.0.%'
          `\\'@my\\_net.%      | ```\\'`@`my\\_net.%`
          `@%                | '`'@'%'
          role               | 'role'
          ""                 | ''
          """)
  void putsAnAccountIntoTheQuotesThatGrantNeeds(String account, String quoted) {
    assertThat(ServerIdentity.quoted(account)).isEqualTo(quoted);
  }
}
