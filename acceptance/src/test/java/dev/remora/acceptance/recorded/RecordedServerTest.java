package dev.remora.acceptance.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server as MariaDB Connector/J sees it. */
class RecordedServerTest {
  private static final String MYSQL = "8.4.3";
  private static final String MARIADB = "10.6.18-MariaDB-log";
  private static final String ROWS =
      """
      > TABLE a.typed
      *
      a_text: größe 😀
      a_longtext (longtext): b
      an_enum (enum): YES
      a_binary (binary): /var/lib/ö
      a_tinyint (tinyint): 1
      an_int (int): -5
      a_large_int (int unsigned): 4294967295
      a_bigint (bigint): -9223372036854775808
      a_large_bigint (bigint unsigned): 18446744073709551615
      a_decimal (decimal): 36463827771516430384.0000
      a_float (float): 0.1
      a_double (double): 1.2531328201293945
      a_datetime (datetime): 2024-03-01 12:34:56
      a_timestamp (timestamp6): 2024-03-01 12:34:56.001000
      an_empty:
      nothing: \\N
      nothing_large (bigint unsigned): \\N

      > TABLE a.shop WITH 'one', 7, NULL
      Name | Size (bigint)
      found | 1
      \\N | \\N

      > SHOW ENGINE TOKUDB STATUS
      ! 1286 42000 Unknown storage engine 'TOKUDB'
      """;

  private static final List<String> TYPED =
      List.of(
          "größe 😀",
          "b",
          "YES",
          "/var/lib/ö",
          "1",
          "-5",
          "4294967295",
          "-9223372036854775808",
          "18446744073709551615",
          "36463827771516430384.0000",
          "0.1",
          "1.2531328201293945",
          "2024-03-01 12:34:56",
          "2024-03-01 12:34:56.001000",
          "",
          "(null)",
          "(null)");

  private RecordedServer server = serving(MYSQL, "");

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {MYSQL, MARIADB})
  void givesValuesOfAllTypes(String version) throws SQLException {
    serve(version, ROWS);

    try (Connection connection = connect("");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM a.typed")) {
      assertThat(texts(rows)).containsExactly(TYPED);
      assertThat(connection.getMetaData().getDatabaseProductName())
          .isEqualTo(version.equals(MARIADB) ? "MariaDB" : "MySQL");
      assertThat(connection.getMetaData().getDatabaseProductVersion()).isEqualTo(version);
    }
    assertThat(server.unexpected()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {MYSQL, MARIADB})
  void givesThemToAPreparedStatementToo(String version) throws SQLException {
    serve(version, ROWS);
    String sql = "SELECT size, Name FROM a.shop WHERE a = ? AND b = ? AND c = ? AND d <> '?'";

    try (Connection connection = connect("&useServerPrepStmts=true");
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < 2; i++) {
        statement.setString(1, "one");
        statement.setInt(2, 7);
        statement.setString(3, null);
        try (ResultSet rows = statement.executeQuery()) {
          assertThat(texts(rows))
              .containsExactly(List.of("1", "found"), List.of("(null)", "(null)"));
        }
      }
    }
    assertThat(server.unexpected()).isEmpty();
  }

  /** Around the widths at which the bits for NULL need a byte more. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5, 6, 7, 13, 14, 15, 40})
  void givesRowsOfAnyWidthToAPreparedStatement(int width) throws SQLException {
    List<String> row = IntStream.range(0, width).mapToObj(i -> "v" + i).toList();
    List<String> names = IntStream.range(0, width).mapToObj(i -> "c" + i).toList();
    List<String> nulls = Collections.nCopies(width, "(null)");
    serve(
        MYSQL,
        "> TABLE a.b\n%s\n%s\n%s\n"
            .formatted(
                String.join(" | ", names),
                String.join(" | ", row),
                String.join(" | ", Collections.nCopies(width, "\\N"))));

    try (Connection connection = connect("&useServerPrepStmts=true");
        PreparedStatement statement = connection.prepareStatement("SELECT * FROM a.b");
        ResultSet rows = statement.executeQuery()) {
      assertThat(texts(rows)).containsExactly(row, nulls);
    }
  }

  /** Around the lengths at which a text's own length is written otherwise, or a packet is split. */
  @ParameterizedTest
  @ValueSource(
      ints = {250, 251, 65_535, 65_536, 16_777_200, 16_777_210, 16_777_211, 16_777_212, 17_000_000})
  void givesLongTexts(int length) throws SQLException {
    String text = "ab".repeat(length / 2 + 1).substring(0, length);
    serve(MYSQL, "> SHOW A\na (longtext) | b\n" + text + " | end\n");

    assertThat(ask("SHOW A")).containsExactly(List.of(text, "end"));
  }

  @Test
  void givesManyRows() throws SQLException {
    StringBuilder entry = new StringBuilder("> SHOW A\na | b\n");
    List<List<String>> expected = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      entry.append(i).append(" | ").append(2 * i).append('\n');
      expected.add(List.of(Integer.toString(i), Integer.toString(2 * i)));
    }
    serve(MYSQL, entry.toString());

    assertThat(ask("SHOW A")).isEqualTo(expected);
  }

  @Test
  void givesNoRows() throws SQLException {
    serve(MYSQL, "> SHOW A\na | b\n");

    assertThat(ask("SHOW A")).isEmpty();
  }

  @Test
  void givesErrorsAndGoesOn() throws SQLException {
    serve(MYSQL, ROWS);

    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.executeQuery("SHOW ENGINE TOKUDB STATUS"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("Unknown storage engine 'TOKUDB'")
          .extracting(e -> ((SQLException) e).getErrorCode(), e -> ((SQLException) e).getSQLState())
          .containsExactly(1286, "42000");
      assertThat(connection.isValid(1)).isTrue();
    }
    assertThat(server.unexpected()).isEmpty();
  }

  @Test
  void remembersWhatItDoesNotKnow() throws SQLException {
    serve(MYSQL, ROWS);

    assertThatThrownBy(() -> ask("SELECT  1\nFROM `b`.c;"))
        .hasMessageContaining("The recording has no answer, no entry knows it: SELECT 1 FROM b.c")
        .extracting(e -> ((SQLException) e).getErrorCode())
        .isEqualTo(1064);
    assertThat(server.unexpected()).containsExactly("no entry knows it: SELECT 1 FROM b.c");
  }

  @Test
  void letsInOnlyWhoKnowsThePassword() {
    assertThatThrownBy(() -> connect("watcher", "wrong", ""))
        .hasMessageContaining("Access denied for user 'watcher'@'localhost' (using password: YES)")
        .extracting(e -> ((SQLException) e).getErrorCode())
        .isEqualTo(1045);
    assertThatThrownBy(() -> connect("watcher", "", "")).hasMessageContaining("using password: NO");
    assertThatThrownBy(() -> connect("other", "pässword", ""))
        .hasMessageContaining("Access denied for user 'other'");
  }

  @Test
  void asksForThePasswordAgainInTheWayItKnows() throws SQLException {
    serve(MYSQL, ROWS);
    String options = "&restrictedAuth=caching_sha2_password,mysql_native_password";

    try (Connection connection = connect(options)) {
      assertThat(connection.isValid(1)).isTrue();
    }
  }

  @Test
  void countsWhoIsThere() throws SQLException {
    try (Connection first = connect("");
        Connection second = connect("")) {
      assertThat(first.isValid(1) && second.isValid(1)).isTrue();
      assertThat(server.sessions()).isEqualTo(2);
    }
  }

  private void serve(String version, String entries) {
    server.close();
    server = serving(version, entries);
  }

  private static RecordedServer serving(String version, String entries) {
    String text =
        """
        server %1$s

        > SHOW GLOBAL VARIABLES
        Variable_name | Value
        version | %1$s

        """
            .formatted(version);
    return RecordedServer.start(Recording.parse("test", text + entries), "watcher", "pässword");
  }

  private Connection connect(String options) throws SQLException {
    return connect("watcher", "pässword", options);
  }

  private Connection connect(String user, String password, String options) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:mariadb://%s/?sslMode=disable&connectTimeout=5000&socketTimeout=20000%s"
            .formatted(server.address(), options),
        user,
        password);
  }

  private List<List<String>> ask(String sql) throws SQLException {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return texts(rows);
    }
  }

  private static List<List<String>> texts(ResultSet rows) throws SQLException {
    List<List<String>> texts = new ArrayList<>();
    while (rows.next()) {
      List<String> row = new ArrayList<>();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        String text = rows.getString(i);
        row.add(text == null ? "(null)" : text);
      }
      texts.add(row);
    }
    return texts;
  }
}
