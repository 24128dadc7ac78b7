package dev.remora.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Collected;
import dev.remora.metric.Family;
import dev.remora.metric.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicaNamesTest {
  private static final String PREFIX = "mysql_slave_status_";

  private final OldNames names = OldNames.of("replica-names").orElseThrow();

  @ParameterizedTest
  @CsvSource({
    "replica_io_running, slave_io_running",
    "replica_sql_running, slave_sql_running",
    "seconds_behind_source, seconds_behind_master",
    "source_server_id, master_server_id",
    "source_port, master_port",
    "read_source_log_pos, read_master_log_pos",
    "exec_source_log_pos, exec_master_log_pos",
    "relay_source_log_file, relay_master_log_file",
    "source_ssl_allowed, master_ssl_allowed",
    "source_retry_count, master_retry_count",
    "get_source_public_key, get_master_public_key"
  })
  void servesAColumnByItsOldNameToo(String today, String old) {
    assertThat(Collected.text(names.of(List.of(of(PREFIX + today)))))
        .isEqualTo(
            """
            # TYPE %1$s untyped
            %1$s{channel_name="a",master_host="db"} 7
            %1$s{channel_name="b",master_host="ä\\"\\n"} 8
            """
                .formatted(PREFIX + old));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        PREFIX + "slave_io_running",
        PREFIX + "seconds_behind_master",
        PREFIX + "sql_delay",
        PREFIX + "replicate_ignore_server_ids",
        PREFIX + "sources",
        "mysql_global_variables_replica_net_timeout"
      })
  void addsNothingWhereANameIsNoNewOne(String name) {
    assertThat(Collected.text(names.of(List.of(of(name))))).isEmpty();
  }

  @Test
  void takesWhatEachSourceOfThePageHas() {
    Samples more = names.of(List.of(of(PREFIX + "replica_io_running"), of(PREFIX + "source_port")));

    assertThat(Collected.text(more))
        .contains(PREFIX + "slave_io_running{", PREFIX + "master_port{");
  }

  private static Samples of(String name) {
    Family family = Family.untyped(name, "A column.", "master_host", "channel_name");
    Samples samples = new Samples();
    samples.family(family).label("ä\"\n").label("b").value(8);
    samples.family(family).label("db").label("a").value(7);
    samples.arrange();
    return samples;
  }
}
