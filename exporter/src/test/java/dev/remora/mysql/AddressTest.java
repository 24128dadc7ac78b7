package dev.remora.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          localhost:3306              | localhost:3306
          db.shop.svc.cluster.local:1 | db.shop.svc.cluster.local:1
          10.0.0.7:65535              | 10.0.0.7:65535
          :3306                       | 127.0.0.1:3306
          [::1]:3306                  | [::1]:3306
          [2001:db8::7]:3307          | [2001:db8::7]:3307
          [fe80::1%eth0]:3306         | [fe80::1%eth0]:3306
          unix:///run/mysqld.sock     | /run/mysqld.sock
          unix://relative.sock        | relative.sock
          """)
  void parsesWhatItPrints(String text, String expected) {
    assertThat(Address.parse(text)).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          localhost      | has no port
          ''             | has no port
          [::1]          | has no port
          [::1]x:3306    | has no port
          [              | has no port
          [:             | has no port
          ::1            | too many colons
          ::1:3306       | too many colons
          localhost:     | the port "", which is not a number
          localhost:sql  | the port "sql", which is not a number
          localhost:3.5  | which is not a number
          localhost:0    | 0 is not a port
          localhost:-1   | -1 is not a port
          localhost:65536 | 65536 is not a port
          unix://        | needs a path
          """)
  void saysWhatIsWrongWithABadOne(String text, String reason) {
    assertThatThrownBy(() -> Address.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"::1", "2001:db8::7"})
  void printsIpv6InBrackets(String host) {
    assertThat(new Address.Tcp(host, 3306)).hasToString("[" + host + "]:3306");
  }
}
