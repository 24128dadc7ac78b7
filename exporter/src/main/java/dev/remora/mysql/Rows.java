package dev.remora.mysql;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The rows of one statement, read one by one. Columns count from 0. Owned by the thread that ran
 * the statement; closing passes over what is left.
 */
public interface Rows extends AutoCloseable {
  /** Moves to the next row; false after the last one. */
  boolean next() throws MysqlException;

  /** How many columns a row has. */
  int width();

  /** The columns' names, as the server writes them. */
  List<String> names() throws MysqlException;

  /** The text of a column; NULL is the empty text. */
  String text(int column) throws MysqlException;

  /** The bytes of a column's text, in UTF-8: cheaper, where they are only compared. */
  default byte[] bytes(int column) throws MysqlException {
    return text(column).getBytes(StandardCharsets.UTF_8);
  }

  /** The number in a column; NaN where it is NULL or not a decimal number. */
  default double number(int column) throws MysqlException {
    return Decimal.parse(text(column));
  }

  @Override
  void close() throws MysqlException;
}
