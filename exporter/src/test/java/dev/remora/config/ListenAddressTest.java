package dev.remora.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {
  @ParameterizedTest
  @CsvSource({
    ":9104, '', 9104",
    "127.0.0.1:9104, 127.0.0.1, 9104",
    "localhost:0, localhost, 0",
    "[::1]:9104, ::1, 9104",
    "[::]:9104, ::, 9104"
  })
  void isReadFromHostAndPort(String text, String host, int port) throws ConfigurationException {
    assertThat(ListenAddress.parse(text)).isEqualTo(new ListenAddress(text, host, port));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "9104", "localhost", "::1:9104", ":", ":x", ":-1", ":65536", "[::1]"})
  void isRefusedWithoutAPort(String text) {
    assertThatThrownBy(() -> ListenAddress.parse(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "--web.listen-address \"%s\" is not host:port, [ipv6]:port or :port".formatted(text));
  }

  @Test
  void bindsToAllAddressesWithoutAHost() throws ConfigurationException {
    assertThat(ListenAddress.parse(":9104").socketAddress().getAddress().isAnyLocalAddress())
        .isTrue();
  }
}
