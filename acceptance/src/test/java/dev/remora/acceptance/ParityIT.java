package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.servers.Account;
import dev.remora.servers.DatabaseServer;
import dev.remora.servers.ServerKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With the collectors that are on by default, our page is the reference's page. */
class ParityIT {
  @RegisterExtension final Exporters exporters = new Exporters();

  @ParameterizedTest
  @EnumSource
  void givesTheSamePage(ServerKind kind) {
    assertParity(SharedServers.of(kind));
  }

  @Test
  void givesTheSamePageOfAReplicaThatIsReplicating() {
    ReplicaPair pair = exporters.closeLater(ReplicaPair.start());

    assertParity(pair.replica());
  }

  private void assertParity(DatabaseServer server) {
    Account account = server.account("exporter");
    Sandwich sandwich = Sandwich.of(exporters, server, account, List.of());

    assertThat(sandwich.differences(server.kind() + ", default collectors", List.of())).isEmpty();
  }
}
