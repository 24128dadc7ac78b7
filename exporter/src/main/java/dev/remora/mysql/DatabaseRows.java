package dev.remora.mysql;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/** Rows read one by one from the wire, through JDBC. */
final class DatabaseRows implements Rows {
  private static final int ROWS_PER_LOOK = 64;
  private static final byte[] NULL = {};

  // What is known of a column's type.
  private static final byte UNKNOWN = 0;
  private static final byte TEXT = 1;
  private static final byte OTHER = 2;

  private final DatabaseSession session;
  private final Statement statement;
  private final ResultSet result;
  private final int width;
  private final byte[] kinds;
  private final Turn turn = new Turn();
  private int read;

  DatabaseRows(DatabaseSession session, Statement statement, ResultSet result) throws SQLException {
    this.session = session;
    this.statement = statement;
    this.result = result;
    this.width = result.getMetaData().getColumnCount();
    this.kinds = new byte[width];
  }

  @Override
  public boolean next() throws MysqlException {
    try {
      // A long result may be there at once, and reading it waits for nothing that could be cut.
      if (++read % ROWS_PER_LOOK == 0) {
        turn.giveWay();
        session.checkDeadline();
        checkRoom();
      }
      return result.next();
    } catch (SQLException e) {
      throw session.failed(e);
    }
  }

  private void checkRoom() throws MysqlException {
    if (!Room.isLeft()) {
      // Whoever reads on to the end may read for ever.
      session.abort();
      throw new MysqlException(
          MysqlException.Kind.LOST,
          MysqlException.NO_CODE,
          "more rows than this process has memory for: %d were read".formatted(read));
    }
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public List<String> names() throws MysqlException {
    try {
      ResultSetMetaData columns = result.getMetaData();
      List<String> names = new ArrayList<>(width);
      for (int i = 1; i <= width; i++) {
        names.add(columns.getColumnLabel(i));
      }
      return names;
    } catch (SQLException e) {
      throw session.failed(e);
    }
  }

  @Override
  public String text(int column) throws MysqlException {
    try {
      String text = result.getString(column + 1);
      return text == null ? "" : text;
    } catch (SQLException e) {
      throw session.failed(e);
    }
  }

  @Override
  public byte[] bytes(int column) throws MysqlException {
    if (!isText(column)) {
      return Rows.super.bytes(column);
    }
    try {
      byte[] bytes = result.getBytes(column + 1);
      return bytes == null ? NULL : bytes;
    } catch (SQLException e) {
      throw session.failed(e);
    }
  }

  /** Of other columns the driver gives no bytes. */
  private boolean isText(int column) throws MysqlException {
    if (kinds[column] == UNKNOWN) {
      try {
        kinds[column] =
            switch (result.getMetaData().getColumnType(column + 1)) {
              case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR -> TEXT;
              default -> OTHER;
            };
      } catch (SQLException e) {
        throw session.failed(e);
      }
    }
    return kinds[column] == TEXT;
  }

  @Override
  public void close() throws MysqlException {
    if (session.isBroken()) {
      // The driver would read, and keep, all up to the end, which may never come. Whoever gives the
      // session back has it closed, in the middle of what the server says.
      return;
    }
    try (statement) {
      result.close();
    } catch (SQLException e) {
      throw session.failed(e);
    }
  }
}
