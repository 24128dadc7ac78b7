package dev.remora.bench;

import dev.remora.metric.Family;
import dev.remora.metric.Page;
import dev.remora.metric.SampleTable;
import dev.remora.metric.Samples;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What pages are made of: many families of one sample, and few of many. */
final class Pages {
  private static final int VARIABLES = 900;
  private static final List<String> LABELS = List.of("schema", "name");
  private static final List<String> OPERATIONS = List.of("fetch", "insert", "update", "delete");

  private final List<Family> variables = new ArrayList<>();
  private final List<SampleTable.Column> columns = new ArrayList<>();
  private final byte[][][] names;

  /** For a server with so many tables. */
  Pages(int tables) {
    for (int i = 0; i < VARIABLES; i++) {
      variables.add(
          Family.untyped("mysql_global_status_variable_%03d".formatted(i), "A variable."));
    }
    for (String name : List.of("total", "seconds_total")) {
      Family family =
          Family.counter(
              "mysql_perf_schema_table_io_waits_" + name, "Work.", "schema", "name", "operation");
      OPERATIONS.forEach(
          operation -> columns.add(new SampleTable.Column(family, List.of(operation))));
    }
    names = new byte[tables][][];
    for (int i = 0; i < tables; i++) {
      names[i] =
          new byte[][] {
            "bench_%03d".formatted(i / 100).getBytes(StandardCharsets.UTF_8),
            "table_%03d".formatted(i % 100).getBytes(StandardCharsets.UTF_8)
          };
    }
  }

  /** The samples of one scrape, as collectors give them. */
  Samples samples() {
    Samples samples = new Samples();
    for (int i = 0; i < variables.size(); i++) {
      samples.add(variables.get(i), i * 1_048_583.0);
    }
    SampleTable table = samples.table(LABELS, columns);
    for (int row = 0; row < names.length; row++) {
      table.label(names[row][0]).label(names[row][1]);
      for (int i = 0; i < columns.size(); i++) {
        table.number(i < OPERATIONS.size() ? row % 7 : row / 1e7);
      }
    }
    samples.arrange();
    return samples;
  }

  /** The page of such samples. */
  Page page() {
    return Page.of(List.of(samples()));
  }
}
