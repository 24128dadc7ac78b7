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
          a]b:3306       | a bracket in its host
          localhost:     | a port that is not a number from 1 to 65535
          localhost:sql  | a port that is not a number from 1 to 65535
          localhost:3.5  | a port that is not a number from 1 to 65535
          localhost:0    | a port that is not a number from 1 to 65535
          localhost:-1   | a port that is not a number from 1 to 65535
          localhost:65536 | a port that is not a number from 1 to 65535
          unix://        | has no path
          """)
  void saysWhatIsWrongWithABadOne(String text, String reason) {
    assertThatThrownBy(() -> Address.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user:geheim",
        "user:geheim@db",
        "user:geheim@db:3306",
        "user:geheim@(db:3306)/",
        "geheim@db:3306",
        "user:ge:geheim",
        "user:ge[geheim",
        "[user]:geheim",
        "user:p@geheim",
        "user:1\u0661geheim",
        "mysql://user:geheim@db:3306/",
        "unix://user:geheim@db"
      })
  void doesNotShowThePasswordOfWhoTakesADataSourceNameForOne(String text) {
    assertThatThrownBy(() -> Address.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("geheim")
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(strings = {"::1", "2001:db8::7"})
  void printsIpv6InBrackets(String host) {
    assertThat(new Address.Tcp(host, 3306)).hasToString("[" + host + "]:3306");
  }
}
