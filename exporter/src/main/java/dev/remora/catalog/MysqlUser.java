package dev.remora.catalog;

import dev.remora.collector.Chosen;
import dev.remora.collector.Collector;
import dev.remora.collector.Conversion;
import dev.remora.collector.Default;
import dev.remora.collector.Facts;
import dev.remora.collector.Grant;
import dev.remora.collector.Setting;
import dev.remora.collector.Source;
import dev.remora.metric.Family;
import dev.remora.metric.MetricType;
import dev.remora.metric.SampleTable;
import dev.remora.metric.Samples;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.Rows;
import dev.remora.mysql.Session;
import dev.remora.mysql.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Limits and privileges of the accounts. */
final class MysqlUser implements Collector {
  private static final Setting.Toggle PRIVILEGES =
      new Setting.Toggle("privileges", Default.OFF, "Serve the accounts' privileges, too.");

  private static final List<String> LABELS = List.of("mysql_user", "hostmask");
  private static final List<String> LIMIT_COLUMNS =
      List.of("max_questions", "max_updates", "max_connections", "max_user_connections");
  private static final List<Family> LIMITS =
      LIMIT_COLUMNS.stream().map(column -> family(column, "Limit of an account.")).toList();
  private static final List<String> PRIVILEGE_COLUMNS =
      List.of(
          "select_priv",
          "insert_priv",
          "update_priv",
          "delete_priv",
          "create_priv",
          "drop_priv",
          "reload_priv",
          "shutdown_priv",
          "process_priv",
          "file_priv",
          "grant_priv",
          "references_priv",
          "index_priv",
          "alter_priv",
          "show_db_priv",
          "super_priv",
          "create_tmp_table_priv",
          "lock_tables_priv",
          "execute_priv",
          "repl_slave_priv",
          "repl_client_priv",
          "create_view_priv",
          "show_view_priv",
          "create_routine_priv",
          "alter_routine_priv",
          "create_user_priv",
          "event_priv",
          "trigger_priv",
          "create_tablespace_priv");

  private static final Facts FACTS =
      Facts.of(
              "mysql.user",
              "Limits of the accounts, and on request their privileges.",
              Version.of(5, 1),
              Source.of("mysql.user")
                  .needs(Grant.select("mysql.user"))
                  .costs("one statement, a row for each account; 4 or 33 series each"))
          .takes(PRIVILEGES)
          .serves(LIMITS)
          .serves(PRIVILEGE_COLUMNS.stream().map(MysqlUser::flag).toList())
          .servesNamed(MetricType.GAUGE, "mysql_mysql_<column>", "mysql_user", "hostmask");

  private final List<String> flags;
  private final List<SampleTable.Column> served;

  MysqlUser() {
    this(Chosen.NOTHING);
  }

  private MysqlUser(Chosen chosen) {
    List<String> columns = new ArrayList<>();
    if (chosen.isOn(PRIVILEGES)) {
      // The reference takes every column that holds Y or N for a privilege, even an account's name.
      columns.addAll(List.of("user", "host"));
      columns.addAll(PRIVILEGE_COLUMNS);
    }
    this.flags = List.copyOf(columns);
    this.served =
        Stream.concat(LIMITS.stream(), flags.stream().map(MysqlUser::flag))
            .map(family -> new SampleTable.Column(family, List.of()))
            .toList();
  }

  @Override
  public Facts facts() {
    return FACTS;
  }

  @Override
  public Collector with(Chosen chosen) {
    return new MysqlUser(chosen);
  }

  @Override
  public void collect(Session session, Samples samples) throws MysqlException {
    List<String> columns = new ArrayList<>(List.of("user", "host"));
    columns.addAll(LIMIT_COLUMNS);
    columns.addAll(flags);
    String sql = "SELECT %s FROM mysql.user".formatted(String.join(", ", columns));
    int firstFlag = columns.size() - flags.size();
    SampleTable table = samples.table(LABELS, served);
    try (Rows rows = session.query(sql)) {
      while (rows.next()) {
        table.label(rows.bytes(0)).label(rows.bytes(1));
        for (int i = 0; i < LIMITS.size(); i++) {
          table.number(Conversion.number(rows, 2 + i, samples));
        }
        for (int i = 0; i < flags.size(); i++) {
          table.number(yesOrNo(rows.text(firstFlag + i)));
        }
      }
    }
  }

  private static double yesOrNo(String text) {
    return switch (text) {
      case "Y" -> 1;
      case "N" -> 0;
      default -> Double.NaN;
    };
  }

  private static Family flag(String column) {
    return family(column, "Whether an account's " + column + " is Y.");
  }

  private static Family family(String column, String help) {
    return Family.gauge("mysql_mysql_" + column, help, LABELS.toArray(String[]::new));
  }
}
