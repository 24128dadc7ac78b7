package dev.remora.acceptance;

import dev.remora.servers.DatabaseServer;
import java.util.ArrayList;
import java.util.List;

/**
 * Databases, tables and accounts as people do have them, in the forms that exporters stumble over:
 * names with quotes, back-quotes, backslashes, line breaks and letters of the world, compressed and
 * partitioned tables, views, a column that is about to run out of numbers, a heartbeat, a thousand
 * statements and three hundred accounts.
 */
final class OddSchema {
  /** Accounts there are, each for clients of any host. */
  static final int ACCOUNTS = 300;

  private static final int DIGESTS = 1000;
  private static final String PLAIN = "odd";

  private static final List<String> NAMES =
      List.of(
          "plain",
          "it's",
          "say \"hi\"",
          "back`quote",
          "back\\slash",
          "line\nbreak",
          "tab\tstop",
          "größe_日本語_Ω",
          "with space",
          "dot.ted",
          "semi;colon, comma",
          "{brace}=\"1\"",
          "100%s $HOME ${x}",
          "x".repeat(64));

  private OddSchema() {}

  /** Makes all of it at the server, which may hand it on to its replicas. */
  static void fill(DatabaseServer server) {
    server.sql("SET SESSION sql_mode = 'NO_ENGINE_SUBSTITUTION'");
    for (String database : List.of(PLAIN, "it's \"an\" odd`\\\none", "größe_日本")) {
      server.sql("CREATE DATABASE " + quoted(database));
      server.sql(namedOddly(database).toArray(String[]::new));
    }
    server.sql(specialTables());
    if (!server.kind().isMariadb()) {
      server.sql(
          "CREATE TABLESPACE odd_space ADD DATAFILE 'odd_space.ibd' FILE_BLOCK_SIZE = 16384",
          "CREATE TABLE odd.in_space (id INT PRIMARY KEY) TABLESPACE odd_space");
    }
    server.sql(heartbeat());
    server.sql(accounts());
  }

  /** Runs the statements; how they are counted is each server's own. */
  static void work(DatabaseServer server) {
    List<String> statements = new ArrayList<>(List.of("USE " + PLAIN));
    for (int i = 0; i < DIGESTS; i++) {
      statements.add(digest(i));
    }
    for (String name : NAMES) {
      String table = quoted(name);
      statements.add("INSERT INTO %s (%s) VALUES ('a'), ('b'), ('c')".formatted(table, table));
      statements.add("UPDATE %s SET %s = 'd' WHERE id = 1".formatted(table, table));
      statements.add("DELETE FROM %s WHERE id = 2".formatted(table));
      statements.add("SELECT * FROM %s WHERE %s = 'c'".formatted(table, table));
    }
    // Only MySQL's names of columns take the letters beyond the first 65 536.
    String smile = server.kind().isMariadb() ? ":-)" : "😀";
    statements.add("SELECT 1 AS `%s \"quoted\" \\ and\nbroken`".formatted(smile));
    server.sql(statements.toArray(String[]::new));
    separateDigests(server);
  }

  /**
   * Runs one of each two statements that took as long to the picosecond again, until there are no
   * such two: which of them is among the first 250 is anyone's guess.
   */
  private static void separateDigests(DatabaseServer server) {
    String ties =
        """
        SELECT MAX(digest_text) AS text FROM performance_schema.events_statements_summary_by_digest
        WHERE schema_name = '%s' AND digest_text LIKE '%%digest\\_%%'
        GROUP BY sum_timer_wait HAVING COUNT(*) > 1
        """
            .formatted(PLAIN);
    List<String> tied = server.column("text", ties);
    while (!tied.isEmpty()) {
      List<String> statements = new ArrayList<>(List.of("USE " + PLAIN));
      for (String text : tied) {
        statements.add(digest(text.replaceAll(".*digest_(\\d+).*", "$1")));
      }
      server.sql(statements.toArray(String[]::new));
      tied = server.column("text", ties);
    }
  }

  private static String digest(Object number) {
    return "SELECT 1 AS digest_%s FROM plain WHERE id = %s".formatted(number, number);
  }

  /** A name as an identifier in SQL. */
  static String quoted(String name) {
    return '`' + name.replace("`", "``") + '`';
  }

  /** The user of that number. */
  static String user(int number) {
    return switch (number) {
      case 0 -> "o'brien";
      case 1 -> "back\\slash \"q\"";
      case 2 -> "two words";
      default -> "user%03d".formatted(number);
    };
  }

  private static List<String> namedOddly(String database) {
    List<String> statements = new ArrayList<>(List.of("USE " + quoted(database)));
    for (String name : NAMES) {
      String quoted = quoted(name);
      statements.add(
          "CREATE TABLE %s (id INT AUTO_INCREMENT PRIMARY KEY, %s VARCHAR(20), KEY %s (%s))"
              .formatted(quoted, quoted, quoted, quoted));
    }
    statements.add("CREATE VIEW `a \"view\"` AS SELECT id FROM plain");
    return statements;
  }

  private static String[] specialTables() {
    return new String[] {
      "USE odd",
      "CREATE TABLE nearly_full (id TINYINT AUTO_INCREMENT PRIMARY KEY)",
      "INSERT INTO nearly_full VALUES (126)",
      "CREATE TABLE wide (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY)",
      "INSERT INTO wide VALUES (18446744073709551000)",
      "CREATE TABLE medium (id MEDIUMINT UNSIGNED AUTO_INCREMENT PRIMARY KEY)",
      "INSERT INTO medium VALUES (16000000)",
      "CREATE TABLE small (id SMALLINT AUTO_INCREMENT PRIMARY KEY)",
      "CREATE TABLE isam (id INT PRIMARY KEY, t TEXT) ENGINE = MyISAM",
      "INSERT INTO isam VALUES (1, 'one')",
      "CREATE TABLE memory (id INT PRIMARY KEY) ENGINE = MEMORY",
      "CREATE TABLE old_format (id INT PRIMARY KEY) ROW_FORMAT = REDUNDANT",
      "CREATE TABLE parts (id INT PRIMARY KEY) PARTITION BY HASH (id) PARTITIONS 4",
      "INSERT INTO parts VALUES (1), (2), (3), (4), (5)",
      """
      CREATE TABLE years (y INT, n INT) PARTITION BY RANGE (y) SUBPARTITION BY HASH (n) SUBPARTITIONS 2
        (PARTITION old VALUES LESS THAN (2000), PARTITION later VALUES LESS THAN MAXVALUE)
      """,
      "CREATE TABLE gone (id INT)",
      "CREATE VIEW broken AS SELECT id FROM gone",
      "DROP TABLE gone",
      "CREATE TABLE packed_1 (id INT PRIMARY KEY, t TEXT) ROW_FORMAT = COMPRESSED KEY_BLOCK_SIZE = 1",
      "CREATE TABLE packed_4 (id INT PRIMARY KEY, t TEXT) ROW_FORMAT = COMPRESSED KEY_BLOCK_SIZE = 4",
      "CREATE TABLE packed_8 (id INT PRIMARY KEY, t TEXT) ROW_FORMAT = COMPRESSED KEY_BLOCK_SIZE = 8",
      filling("packed_1"),
      filling("packed_4"),
      filling("packed_8")
    };
  }

  /** A thousand rows that compress well. */
  private static String filling(String table) {
    return """
    INSERT INTO %s
      SELECT a.n + 10 * b.n + 100 * c.n, REPEAT(CHAR(65 + a.n), 400)
      FROM %s a CROSS JOIN %s b CROSS JOIN %s c
    """
        .formatted(table, DIGITS, DIGITS, DIGITS);
  }

  private static final String DIGITS =
      "(SELECT 0 AS n UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4"
          + " UNION SELECT 5 UNION SELECT 6 UNION SELECT 7 UNION SELECT 8 UNION SELECT 9)";

  private static String[] heartbeat() {
    String columns = "(ts VARCHAR(26) NOT NULL, server_id INT UNSIGNED NOT NULL PRIMARY KEY)";
    return new String[] {
      "CREATE DATABASE heartbeat",
      "CREATE TABLE heartbeat.heartbeat " + columns,
      "INSERT INTO heartbeat.heartbeat VALUES ('2026-03-29T01:59:59.001320', 1)",
      "INSERT INTO heartbeat.heartbeat VALUES ('2026-07-01T12:00:00.500000', 4294967295)",
      "CREATE TABLE odd.beats " + columns,
      "INSERT INTO odd.beats VALUES ('2026-07-01T12:00:00.25', 7)",
    };
  }

  private static String[] accounts() {
    List<String> statements = new ArrayList<>();
    for (int i = 0; i < ACCOUNTS; i++) {
      String account = DatabaseServer.quote(user(i)) + "@'%'";
      String limits =
          i % 10 == 0 ? " WITH MAX_QUERIES_PER_HOUR %d MAX_USER_CONNECTIONS 9".formatted(i) : "";
      statements.add("CREATE USER " + account + " IDENTIFIED BY 'none'" + limits);
      statements.add(
          "GRANT %s ON *.* TO %s"
              .formatted(i % 2 == 0 ? "SELECT, INSERT, RELOAD" : "CREATE VIEW, EVENT", account));
    }
    statements.add("CREATE USER nobody@'10.0.0.0/255.255.255.0' IDENTIFIED BY 'none'");
    return statements.toArray(String[]::new);
  }
}
