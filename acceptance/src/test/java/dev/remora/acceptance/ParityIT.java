package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * With the collectors that are on by default, our page is the reference's page.
 *
 * <p>Of the deliberate differences in the reference's list of oddities none shows here: those that
 * concern the default collectors (Q22, Q24, Q52, Q57, Q58) need a server that none of these is.
 */
class ParityIT {
  private static final int ROUNDS = 5;

  // The reference opens sessions for each scrape and closes them; Remora keeps up to two. So
  // whoever asks sees
  // Remora's idle sessions, and the reference sees its own besides.
  private static final List<Allowance> ALLOWANCES =
      List.of(
          new Allowance("mysql_global_status_threads_connected", 2, "sessions of the exporters"),
          new Allowance("mysql_global_status_threads_cached", 2, "where their threads wait"),
          new Allowance("mysql_global_status_memory_used", 1 << 20, "what sessions need, MariaDB"));

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

  /**
   * A server moves by itself, too: dirty pages are written, tables closed. So a difference counts
   * when it is there in every round; a wrong name, label or number format is.
   */
  private void assertParity(DatabaseServer server) {
    Account account = server.account("exporter");
    ExporterProcess reference =
        exporters.start(Program.reference().watching(server.address(), account), server);
    ExporterProcess ours =
        exporters.start(Program.remora().watching(server.address(), account), server);
    assertThat(reference.scrape().exposition().value("mysql_up")).contains("1");
    assertThat(ours.scrape().exposition().value("mysql_up")).contains("1");

    SequencedMap<String, String> differences = round(reference, ours);
    for (int i = 1; i < ROUNDS && !differences.isEmpty(); i++) {
      differences.keySet().retainAll(round(reference, ours).keySet());
    }

    assertThat(differences).isEmpty();
  }

  private static SequencedMap<String, String> round(
      ExporterProcess reference, ExporterProcess ours) {
    Exposition before = reference.scrape().exposition();
    Exposition page = ours.scrape().exposition();
    Exposition after = reference.scrape().exposition();
    return Parity.differences(before, page, after, ALLOWANCES);
  }
}
