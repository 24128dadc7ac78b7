package dev.remora.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.mysql.MysqlException;
import dev.remora.mysql.ScriptedRows;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerReaderTest {
  @Test
  void countsInstrumentsHoweverTheServerWritesNumbers() throws MysqlException {
    ScriptedRows rows = ScriptedRows.of("a", "b", "c", "d", "e").row("12.0", "3", null, "0", "x");
    rows.next();

    assertThat(ServerReader.instruments(rows))
        .isEqualTo(Map.of("memory/", 12L, "statement/", 3L, "wait/io/table/", 0L));
  }
}
