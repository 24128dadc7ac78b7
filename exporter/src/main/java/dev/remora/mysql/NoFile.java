package dev.remora.mysql;

import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What a statement has for a server that asks for a file of ours: the end of its session. The
 * driver would refuse, too, but then listen to what the server says, which may be the same again,
 * on and on.
 */
final class NoFile extends InputStream {
  private static final NoFile FOR_ANYBODY = new NoFile();

  private NoFile() {}

  /** The statement, which costs its session when it is asked. */
  static <S extends Statement> S in(S statement) throws SQLException {
    statement.unwrap(org.mariadb.jdbc.Statement.class).setLocalInfileInputStream(FOR_ANYBODY);
    return statement;
  }

  @Override
  public int read() throws IOException {
    throw new IOException("the server asked for a local file, as only a hostile one does");
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    return read();
  }
}
