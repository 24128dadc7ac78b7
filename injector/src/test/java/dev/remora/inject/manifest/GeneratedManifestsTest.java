package dev.remora.inject.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.inject.plan.Choices;
import dev.remora.inject.plan.Choices.Connection;
import dev.remora.inject.plan.Choices.Permission;
import dev.remora.inject.plan.Choices.Placement;
import dev.remora.inject.plan.Choices.Scrape;
import dev.remora.inject.plan.KubernetesVersion;
import dev.remora.inject.plan.Settings;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The laws, on texts that nobody wrote. */
class GeneratedManifestsTest {
  private static final int TEXTS = 500;
  private static final long SEED = 20261125;

  @Test
  void keepTheLaws() {
    int injected = 0;
    for (int i = 0; i < TEXTS; i++) {
      Random random = new Random(SEED + i);
      String text = new Author(random).text();
      try {
        Rewritten result = Laws.check(text, settings(random));
        injected += result.isChanged() ? 1 : 0;
      } catch (Exception | AssertionError e) {
        throw new AssertionError("text %d:%n%s".formatted(i, text), e);
      }
    }

    assertThat(injected).as("texts that were changed at all").isGreaterThan(TEXTS / 2);
  }

  private static Settings settings(Random random) {
    Choices defaults = Choices.DEFAULTS;
    Choices choices =
        new Choices(
            "",
            random.nextInt(3) == 0 ? "mysql-exporter" : "",
            defaults.secretKey(),
            random.nextInt(4) == 0 ? "user" : "",
            defaults.username(),
            0,
            one(random, EnumSet.allOf(Placement.class)),
            one(random, EnumSet.allOf(Scrape.class)),
            one(random, EnumSet.allOf(Connection.class)),
            random.nextBoolean()
                ? EnumSet.allOf(Permission.class)
                : EnumSet.noneOf(Permission.class),
            defaults.cpu(),
            defaults.memory());
    return Settings.defaults("0.1.0", "remora:0.1.0")
        .with(choices)
        .with(new KubernetesVersion(1, random.nextInt(4) == 0 ? 28 : 33));
  }

  private static <T> T one(Random random, Set<T> all) {
    return List.copyOf(all).get(random.nextInt(all.size()));
  }
}
