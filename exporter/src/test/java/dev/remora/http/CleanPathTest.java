package dev.remora.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CleanPathTest {
  @ParameterizedTest
  @CsvSource({
    "//a/metrics, /a/metrics",
    "//a/metrics?x=%2F/&y=z, /a/metrics?x=%2F/&y=z",
    "///metrics, /metrics",
    "/metrics//, /metrics/",
    "/./metrics, /metrics",
    "/../metrics, /metrics",
    "/%2e%2e/metrics, /metrics",
    "/a/../../metrics, /metrics",
    "/metrics/.., /",
    "/metrics/., /metrics",
    "/.., /",
    "/a//b%20c%0d%0aX:y, /a/b%20c%0D%0AX:y",
    "//user@evil.example:80/x, /user@evil.example:80/x",
    "/%2fevil.example/.., /",
    "/a/..//evil.example/, /evil.example/",
    "/%5Cevil.example//, /%5Cevil.example/",
    "http://host//metrics, /metrics"
  })
  void leadsToWhereItIsMeant(String asked, String clean) {
    assertThat(CleanPath.of(URI.create(asked))).contains(clean);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/metrics",
        "/metrics/",
        "/-/healthy",
        "/.well-known/x",
        "/a/..b",
        "/a/...",
        "http://host/metrics",
        "http://host",
        "/metrics?a=//b/../c"
      })
  void leavesTheOthers(String asked) {
    assertThat(CleanPath.of(URI.create(asked))).isEmpty();
  }
}
