package dev.remora.bench;

import dev.remora.servers.DatabaseServer;
import dev.remora.servers.EveryCollector;
import dev.remora.servers.ServerKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A server of some size, and what is asked of it. */
enum Scenario {
  /** What runs where nobody chose anything. */
  DEFAULTS(1_000) {
    @Override
    Map<Figure, Must> limits() {
      return within(0.45, 0.55, 0.25, 0.9, Figure.RSS, 52);
    }
  },

  /** Every collector, on a server with little in it. */
  ALL(1_000) {
    @Override
    List<String> flags() {
      return EveryCollector.ON;
    }

    @Override
    Map<Figure, Must> limits() {
      return within(0.60, 0.70, 0.30, 0.8, Figure.RSS, 60);
    }
  },

  /** 10 000 tables in 100 schemas, and every collector that serves a table's figures. */
  TABLES(24) {
    private static final int SCHEMAS = 100;
    private static final int TABLES_EACH = 100;

    @Override
    List<String> flags() {
      return Stream.of(
              "auto_increment.columns",
              "info_schema.innodb_tablespaces",
              "info_schema.schemastats",
              "info_schema.tables",
              "info_schema.tablestats",
              "perf_schema.file_instances",
              "perf_schema.indexiowaits",
              "perf_schema.tableiowaits",
              "perf_schema.tablelocks")
          .map(name -> "--collect." + name)
          .toList();
    }

    @Override
    List<String> options(ServerKind kind) {
      List<String> options =
          new ArrayList<>(
              List.of(
                  "--table-open-cache=20000",
                  "--table-definition-cache=20000",
                  "--open-files-limit=65535",
                  "--performance-schema-max-table-instances=20000",
                  "--performance-schema-max-table-handles=40000",
                  "--performance-schema-max-file-instances=30000",
                  "--innodb-buffer-pool-size=512M",
                  "--innodb-flush-log-at-trx-commit=0",
                  "--innodb-doublewrite=0",
                  "--skip-log-bin"));
      if (kind.isMariadb()) {
        options.add("--userstat=ON");
      }
      return options;
    }

    @Override
    void fill(DatabaseServer server) {
      for (int schema = 0; schema < SCHEMAS; schema++) {
        List<String> statements = new ArrayList<>();
        statements.add("CREATE DATABASE bench_%03d".formatted(schema));
        statements.add("USE bench_%03d".formatted(schema));
        for (int table = 0; table < TABLES_EACH; table++) {
          statements.add(
              """
              CREATE TABLE table_%03d (
                id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
                name VARCHAR(32) NOT NULL,
                KEY by_name (name))
              """
                  .formatted(table));
          statements.add("INSERT INTO table_%03d (name) VALUES ('a'), ('b')".formatted(table));
          statements.add("SELECT * FROM table_%03d WHERE name = 'a'".formatted(table));
        }
        server.sql(statements.toArray(String[]::new));
      }
    }

    @Override
    Map<Figure, Must> limits() {
      return within(0.50, 0.60, 0.35, 0.8, Figure.PEAK, 96);
    }
  },

  /** 10 000 digests of statements, all of them served. */
  DIGESTS(100) {
    private static final int DIGESTS = 10_000;

    @Override
    List<String> flags() {
      return List.of(
          "--collect.perf_schema.eventsstatements",
          "--collect.perf_schema.eventsstatements.limit=" + DIGESTS);
    }

    @Override
    List<String> options(ServerKind kind) {
      return List.of("--performance-schema-digests-size=" + 2 * DIGESTS);
    }

    @Override
    void fill(DatabaseServer server) {
      List<String> statements = new ArrayList<>();
      statements.add("CREATE DATABASE bench");
      statements.add("USE bench");
      IntStream.range(0, DIGESTS)
          .mapToObj("SELECT 1 AS a_column_of_some_length_%05d"::formatted)
          .forEach(statements::add);
      server.sql(statements.toArray(String[]::new));
    }
  },

  /** 5 000 users, with their privileges. */
  USERS(100) {
    private static final int USERS = 5_000;

    @Override
    List<String> flags() {
      return List.of("--collect.mysql.user", "--collect.mysql.user.privileges");
    }

    @Override
    void fill(DatabaseServer server) {
      server.sql(
          IntStream.range(0, USERS)
              .mapToObj("CREATE USER bench_%04d@localhost"::formatted)
              .toArray(String[]::new));
    }
  },

  /** 50 targets, all of them this one server by another of the machine's addresses. */
  PROBE(1_000) {
    private static final int TARGETS = 50;

    @Override
    List<String> options(ServerKind kind) {
      return List.of("--bind-address=0.0.0.0");
    }

    @Override
    List<String> paths(DatabaseServer server) {
      return IntStream.rangeClosed(1, TARGETS)
          .mapToObj(i -> "/probe?target=127.0.0.%d:%d".formatted(i, server.port()))
          .toList();
    }
  };

  private final int scrapes;

  Scenario(int scrapes) {
    this.scrapes = scrapes;
  }

  /** How many scrapes a round has, half of them with gzip. */
  int scrapes() {
    return scrapes;
  }

  /** What the exporters are asked to collect. */
  List<String> flags() {
    return List.of();
  }

  /** What the server is started with. */
  List<String> options(ServerKind kind) {
    return List.of();
  }

  /** The pages that are asked for, by turns. */
  List<String> paths(DatabaseServer server) {
    return List.of("/metrics");
  }

  /** Puts into the server what makes it large. */
  void fill(DatabaseServer server) {}

  /** What is to be reached. */
  Map<Figure, Must> limits() {
    return Map.of();
  }

  static Scenario named(String name) {
    return Arrays.stream(values())
        .filter(scenario -> scenario.toString().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no scenario \"%s\": there are %s".formatted(name, Arrays.toString(values()))));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static Map<Figure, Must> within(
      double p50, double p95, double cpu, double mysqld, Figure memory, double mib) {
    Map<Figure, Must> limits = new EnumMap<>(Figure.class);
    limits.put(Figure.P50_GZIP, new Must.Ratio(p50));
    limits.put(Figure.P95_GZIP, new Must.Ratio(p95));
    limits.put(Figure.CPU, new Must.Ratio(cpu));
    limits.put(Figure.MYSQLD_CPU, new Must.Ratio(mysqld));
    limits.put(Figure.CONNECTIONS, new Must.Absolute(0));
    limits.put(memory, new Must.Absolute(mib));
    return limits;
  }
}
