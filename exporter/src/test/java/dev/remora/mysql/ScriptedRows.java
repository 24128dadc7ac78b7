package dev.remora.mysql;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows written by hand, which may break off with an error as a connection does. */
public final class ScriptedRows implements Rows {
  private final List<String> names;
  private final List<List<String>> rows = new ArrayList<>();
  private @Nullable MysqlException end;
  private int at = -1;
  private boolean closed;

  private ScriptedRows(List<String> names) {
    this.names = names;
  }

  /** No rows yet, of these columns. */
  public static ScriptedRows of(String... names) {
    return new ScriptedRows(List.of(names));
  }

  /** A row more; {@code null} is SQL's NULL. */
  public ScriptedRows row(@Nullable String... cells) {
    if (cells.length != names.size()) {
      throw new IllegalArgumentException("%s, got %d cells".formatted(names, cells.length));
    }
    List<String> row = new ArrayList<>();
    for (@Nullable String cell : cells) {
      row.add(cell == null ? "" : cell);
    }
    rows.add(row);
    return this;
  }

  /** Breaks off behind the rows given so far. */
  public ScriptedRows thenFails(MysqlException failure) {
    end = failure;
    return this;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public boolean next() throws MysqlException {
    at++;
    if (at >= rows.size() && end != null) {
      throw end;
    }
    return at < rows.size();
  }

  @Override
  public int width() {
    return names.size();
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public String text(int column) {
    return rows.get(at).get(column);
  }

  /** Half of a surrogate pair stands for a byte that no text has. */
  @Override
  public byte[] bytes(int column) {
    String text = text(column);
    return StandardCharsets.UTF_8.newEncoder().canEncode(text)
        ? text.getBytes(StandardCharsets.UTF_8)
        : text.replaceAll("\\p{Cs}", "\u00FF").getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    closed = true;
  }
}
