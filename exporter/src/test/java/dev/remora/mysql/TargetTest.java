package dev.remora.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TargetTest {
  @Test
  void printsNoSecret() {
    Target target =
        new Target(
            new Address.Tcp("db", 3306), "root", new Secret("hunter2"), SessionOptions.DEFAULT);

    assertThat(target.toString()).contains("db:3306", "root", "(secret)").doesNotContain("hunter");
  }

  @Test
  void saysWhereThereIsNoSecret() {
    assertThat(Secret.NONE).hasToString("(none)");
  }
}
