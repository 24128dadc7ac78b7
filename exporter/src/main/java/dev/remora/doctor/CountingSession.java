package dev.remora.doctor;

import dev.remora.mysql.MysqlException;
import dev.remora.mysql.Rows;
import dev.remora.mysql.ServerIdentity;
import dev.remora.mysql.Session;
import java.util.List;
import java.util.Optional;

/** A session that counts what one collector asks of it. Used by one thread. */
final class CountingSession implements Session {
  private final Session session;
  private int statements;
  private long rows;

  CountingSession(Session session) {
    this.session = session;
  }

  int statements() {
    return statements;
  }

  long rows() {
    return rows;
  }

  @Override
  public ServerIdentity identity() {
    return session.identity();
  }

  @Override
  public Rows query(String sql, Object... parameters) throws MysqlException {
    statements++;
    return new Counted(session.query(sql, parameters));
  }

  @Override
  public Optional<String> variable(String name) throws MysqlException {
    statements++;
    Optional<String> value = session.variable(name);
    rows += value.isPresent() ? 1 : 0;
    return value;
  }

  private final class Counted implements Rows {
    private final Rows inner;

    Counted(Rows inner) {
      this.inner = inner;
    }

    @Override
    public boolean next() throws MysqlException {
      boolean more = inner.next();
      rows += more ? 1 : 0;
      return more;
    }

    @Override
    public int width() {
      return inner.width();
    }

    @Override
    public List<String> names() throws MysqlException {
      return inner.names();
    }

    @Override
    public String text(int column) throws MysqlException {
      return inner.text(column);
    }

    @Override
    public byte[] bytes(int column) throws MysqlException {
      return inner.bytes(column);
    }

    @Override
    public double number(int column) throws MysqlException {
      return inner.number(column);
    }

    @Override
    public void close() throws MysqlException {
      inner.close();
    }
  }
}
