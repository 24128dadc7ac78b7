package dev.remora.catalog;

import dev.remora.collector.Collector;
import dev.remora.collector.Facts;
import dev.remora.collector.ServerValue;
import dev.remora.collector.Source;
import dev.remora.metric.Family;
import dev.remora.metric.MetricType;
import dev.remora.metric.Names;
import dev.remora.metric.Samples;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.Rows;
import dev.remora.mysql.Session;
import dev.remora.mysql.Version;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** SHOW GLOBAL VARIABLES: every number as a gauge, and some texts as labels. */
final class GlobalVariables implements Collector {
  private static final String PREFIX = "mysql_global_variables_";
  private static final String HELP = "A variable of SHOW GLOBAL VARIABLES.";

  private static final Set<String> TEXTS =
      Set.of(
          "innodb_version",
          "version",
          "version_comment",
          "wsrep_cluster_name",
          "wsrep_provider_options",
          "tx_isolation",
          "transaction_isolation");

  private static final Family VERSION =
      Family.gauge(
          "mysql_version_info",
          "The server's version.",
          "innodb_version",
          "version",
          "version_comment");
  private static final Family GALERA =
      Family.gauge(
          "mysql_galera_variables_info", "The Galera cluster's name.", "wsrep_cluster_name");
  private static final Family GCACHE_SIZE =
      Family.gauge("mysql_galera_gcache_size_bytes", "Size of the Galera write-set cache.");
  private static final Family ISOLATION =
      Family.gauge(
          "mysql_transaction_isolation", "The default transaction isolation level.", "level");

  private static final Facts FACTS =
      Facts.of(
              "global_variables",
              "Settings of the server, of SHOW GLOBAL VARIABLES.",
              Version.of(5, 1),
              Source.of("SHOW GLOBAL VARIABLES").costs("one statement, 400 to 1 000 rows"))
          .onByDefault()
          .serves(VERSION, GALERA, GCACHE_SIZE, ISOLATION)
          .servesNamed(MetricType.GAUGE, PREFIX + "<variable>");

  private final Known<Variable> variables = new Known<>(Variable::of);

  @Override
  public Facts facts() {
    return FACTS;
  }

  @Override
  public void collect(Session session, Samples samples) throws MysqlException {
    Map<String, String> texts = new HashMap<>();
    Known<Variable>.Pass known = variables.pass();
    try (Rows rows = session.query("SHOW GLOBAL VARIABLES")) {
      while (rows.next()) {
        Variable variable = known.of(rows.bytes(0));
        String text = rows.text(1);
        OptionalDouble value = ServerValue.parse(text);
        if (value.isPresent()) {
          samples.add(variable.family, value.getAsDouble());
        }
        if (variable.isText) {
          texts.put(variable.name, text);
        }
      }
    }
    addTexts(texts, samples);
  }

  private static void addTexts(Map<String, String> texts, Samples samples) {
    samples
        .family(VERSION)
        .label(texts.getOrDefault("innodb_version", ""))
        .label(texts.getOrDefault("version", ""))
        .label(texts.getOrDefault("version_comment", ""))
        .value(1);
    String cluster = texts.getOrDefault("wsrep_cluster_name", "");
    if (!cluster.isEmpty()) {
      samples.add(GALERA, cluster, 1);
    }
    String options = texts.getOrDefault("wsrep_provider_options", "");
    if (!options.isEmpty()) {
      samples.add(GCACHE_SIZE, GcacheSize.bytes(options));
    }
    String isolation = texts.getOrDefault("transaction_isolation", "");
    if (isolation.isEmpty()) {
      isolation = texts.getOrDefault("tx_isolation", "");
    }
    if (!isolation.isEmpty()) {
      samples.add(ISOLATION, isolation, 1);
    }
  }

  /** A variable's name as part of a metric's, and whether its text becomes a label. */
  private record Variable(String name, Family family, boolean isText) {
    static Variable of(String given) {
      String name = Names.sanitised(given);
      return new Variable(name, Family.gauge(PREFIX + name, HELP), TEXTS.contains(name));
    }
  }
}
