package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remora.collector.Collected;
import dev.remora.collector.Collector;
import dev.remora.metric.Samples;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.MysqlException.Kind;
import dev.remora.mysql.Rows;
import dev.remora.mysql.ScriptedRows;
import dev.remora.mysql.ScriptedSession;
import dev.remora.mysql.ServerIdentity;
import dev.remora.mysql.Session;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of all collectors, whatever they collect. */
class EveryCollectorTest {
  // They ask first whether the server keeps statistics, and take a refusal for a no.
  private static final Set<String> ASKING_FIRST =
      Set.of(
          "info_schema.clientstats",
          "info_schema.schemastats",
          "info_schema.tablestats",
          "info_schema.userstats");

  @ParameterizedTest
  @MethodSource("collectors")
  void passesTheServersRefusalOn(String name) throws MysqlException {
    MysqlException denied = ScriptedSession.refusal(1142, "42000", "SELECT command denied");
    Session session = new Refusing(ScriptedSession.mysql("8.0.36").identity(), denied);

    if (ASKING_FIRST.contains(name)) {
      collector(name).collect(session, new Samples());
    } else {
      assertThatThrownBy(() -> collector(name).collect(session, new Samples())).isSameAs(denied);
    }
  }

  @ParameterizedTest
  @MethodSource("collectors")
  void hidesNoLostConnection(String name) {
    MysqlException lost = new MysqlException(Kind.LOST, MysqlException.NO_CODE, "gone");
    Session session = new Refusing(ScriptedSession.mariadb("10.11.6").identity(), lost);

    assertThatThrownBy(() -> collector(name).collect(session, new Samples())).isSameAs(lost);
  }

  @ParameterizedTest
  @MethodSource("collectors")
  @Tag("Q24")
  void failsWhereTheRowsBreakOffAndClosesThem(String name) {
    MysqlException lost = new MysqlException(Kind.LOST, MysqlException.NO_CODE, "gone");
    BreakingOff session = new BreakingOff(ScriptedSession.mysql("8.0.36").identity(), lost);
    Samples samples = new Samples();

    assertThatThrownBy(() -> collector(name).collect(session, samples)).isSameAs(lost);
    assertThat(session.open).isZero();
    assertThat(samples.arrange()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "engine_tokudb_status",
        "info_schema.rocksdb_perf_context",
        "perf_schema.replication_applier_status_by_worker",
        "perf_schema.replication_group_member_stats",
        "perf_schema.replication_group_members"
      })
  @Tag("Q66")
  void failsOnMariadbWhereItLacksWhatMysqlHas(String name) {
    ScriptedSession session = ScriptedSession.mariadb("10.11.6");

    assertThat(collector(name).facts().applyTo(session.identity())).isTrue();
    assertThatThrownBy(() -> collector(name).collect(session, new Samples()))
        .isInstanceOf(MysqlException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\uD800b", "a\uDC00b"})
  @Tag("Q23")
  void servesALabelThatIsNoUnicodeWithItsBadPartReplaced(String name) throws MysqlException {
    ScriptedRows rows = ScriptedRows.of("server_id", "now", "ts").row(name, "2", "1");
    ScriptedSession session =
        ScriptedSession.mysql("8.0.36")
            .answers(
                "SELECT server_id, UNIX_TIMESTAMP(NOW(6)), UNIX_TIMESTAMP(ts) FROM"
                    + " `heartbeat`.`heartbeat`",
                rows);

    assertThat(Collected.by(new Heartbeat(), session)).contains("{server_id=\"a\uFFFDb\"} 2\n");
  }

  static Stream<String> collectors() {
    return Catalog.collectors().stream().map(Collector::name);
  }

  private static Collector collector(String name) {
    return Catalog.collectors().stream()
        .filter(collector -> collector.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** A session that gives every statement the same error. */
  private record Refusing(ServerIdentity identity, MysqlException failure) implements Session {
    @Override
    public Rows query(String sql, Object... parameters) throws MysqlException {
      throw failure;
    }
  }

  /** A session whose rows break off before the first. */
  private static final class BreakingOff implements Session {
    private final ServerIdentity identity;
    private final MysqlException failure;
    private int open;

    BreakingOff(ServerIdentity identity, MysqlException failure) {
      this.identity = identity;
      this.failure = failure;
    }

    @Override
    public ServerIdentity identity() {
      return identity;
    }

    @Override
    public Rows query(String sql, Object... parameters) {
      open++;
      ScriptedRows rows = ScriptedRows.of("a", "b", "c", "d").thenFails(failure);
      return new Rows() {
        @Override
        public boolean next() throws MysqlException {
          return rows.next();
        }

        @Override
        public int width() {
          return rows.width();
        }

        @Override
        public List<String> names() {
          return rows.names();
        }

        @Override
        public String text(int column) {
          return rows.text(column);
        }

        @Override
        public void close() {
          open--;
        }
      };
    }
  }
}
