package dev.remora.collector;

import dev.remora.metric.Samples;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.Rows;

/** Reads numbers where numbers are due. */
public final class Conversion {
  private Conversion() {}

  /**
   * The number in a column. NaN where there is no sample to be made: NULL is no value, and what is
   * no number counts as a dropped sample.
   */
  public static double number(Rows rows, int column, Samples samples) throws MysqlException {
    double number = rows.number(column);
    if (Double.isNaN(number) && !rows.text(column).isEmpty()) {
      samples.drop("column %s holds no number".formatted(rows.names().get(column)));
    }
    return number;
  }
}
