package dev.remora.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
  private static final Names NAMES =
      new Names(
          List.of("db.example", "*.shop.example"),
          List.of("10.0.0.7", "fd00:0:0:0:0:0:0:7"),
          List.of());

  @ParameterizedTest
  @CsvSource({
    "db.example, true",
    "DB.Example, true",
    "db.example., true",
    "a.shop.example, true",
    "10.0.0.7, true",
    "fd00::7, true",
    "example, false",
    "x.db.example, false",
    "shop.example, false",
    "a.b.shop.example, false",
    ".shop.example, false",
    "*.example, false",
    "10.0.0.8, false",
    "fd00::8, false",
    "'', false"
  })
  void allowsTheNamesOfTheCertificateAlone(String host, boolean allowed) {
    assertThat(NAMES.allow(host)).isEqualTo(allowed);
  }
}
