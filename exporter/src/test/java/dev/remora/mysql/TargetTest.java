package dev.remora.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
  void isAnotherTargetWhereAnythingDiffers() {
    Address address = new Address.Tcp("db", 3306);
    Target target = target(address, "root", "p", SessionOptions.DEFAULT);

    assertThat(target)
        .isEqualTo(target(new Address.Tcp("db", 3306), "root", "p", SessionOptions.DEFAULT))
        .hasSameHashCodeAs(target(address, "root", "p", SessionOptions.DEFAULT))
        .isNotEqualTo(target(new Address.Tcp("db", 3307), "root", "p", SessionOptions.DEFAULT))
        .isNotEqualTo(
            target(new Address.UnixSocket("db:3306"), "root", "p", SessionOptions.DEFAULT))
        .isNotEqualTo(target(address, "other", "p", SessionOptions.DEFAULT))
        .isNotEqualTo(target(address, "root", "q", SessionOptions.DEFAULT))
        .isNotEqualTo(
            target(address, "root", "p", SessionOptions.DEFAULT.withVariables(List.of("a=1"))));
  }

  @Test
  void saysWhereThereIsNoSecret() {
    assertThat(Secret.NONE).hasToString("(none)");
  }

  private static Target target(
      Address address, String user, String password, SessionOptions options) {
    return new Target(address, user, new Secret(password), options);
  }
}
