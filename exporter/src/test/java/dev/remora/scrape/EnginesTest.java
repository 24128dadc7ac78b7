package dev.remora.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.log.Written;
import dev.remora.mysql.Address;
import dev.remora.mysql.Deadline;
import dev.remora.mysql.FakeServer;
import dev.remora.mysql.Secret;
import dev.remora.mysql.SessionOptions;
import dev.remora.mysql.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class EnginesTest {
  private final Written written = new Written();

  @Test
  void remembersWhatWasSaidOfADatabaseWhenItsPasswordChanges() throws IOException {
    Address address = FakeServer.closedPort();
    try (Engines engines = engines()) {
      scrape(engines.own(target(address, "old")));
      scrape(engines.own(target(address, "new")));

      assertThat(written.text()).hasLineCount(1);
    }
  }

  @Test
  void knowsNothingOfAnotherDatabase() throws IOException {
    try (Engines engines = engines()) {
      scrape(engines.own(target(FakeServer.closedPort(), "same")));
      scrape(engines.own(target(FakeServer.closedPort(), "same")));

      assertThat(written.text()).hasLineCount(2);
    }
  }

  private Engines engines() {
    return new Engines(1, 1, Duration.ZERO, written.log());
  }

  private static void scrape(Engine engine) {
    engine.scrape(new Plan(List.of()), Deadline.after(Duration.ofSeconds(10)), () -> false);
  }

  private static Target target(Address address, String password) {
    return new Target(address, "root", new Secret(password), SessionOptions.DEFAULT);
  }
}
