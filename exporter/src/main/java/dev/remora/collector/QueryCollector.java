package dev.remora.collector;

import dev.remora.metric.Family;
import dev.remora.metric.FamilyBuffer;
import dev.remora.metric.Samples;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.Rows;
import dev.remora.mysql.ServerIdentity;
import dev.remora.mysql.Session;
import dev.remora.mysql.Version;
import java.util.List;

/**
 * A collector that is one statement whose rows each give a fixed set of samples: the first columns
 * are the labels, every further column is a number for the family at its place.
 *
 * @param name the name behind {@code --collect.}
 * @param byDefault whether it runs unless told otherwise
 * @param since the first server version that has what it reads
 * @param sql the statement
 * @param labels the label names, as many as there are label columns
 * @param numbers what becomes of each further column
 */
public record QueryCollector(
    String name,
    Default byDefault,
    Version since,
    String sql,
    List<String> labels,
    List<Column> numbers)
    implements Collector {

  /**
   * A column that holds a number.
   *
   * @param family what the number is a sample of
   * @param divisor what the number is divided by, for its unit
   */
  public record Column(Family family, double divisor) {
    /** A column served in the unit in which the server gives it. */
    public static Column of(Family family) {
      return new Column(family, 1);
    }
  }

  /** Copies the lists and checks that every family takes the labels. */
  public QueryCollector {
    labels = List.copyOf(labels);
    numbers = List.copyOf(numbers);
    for (Column column : numbers) {
      if (!column.family().labels().equals(labels)) {
        throw new IllegalArgumentException(
            "%s takes labels %s, got %s"
                .formatted(column.family().name(), column.family().labels(), labels));
      }
    }
  }

  @Override
  public boolean appliesTo(ServerIdentity server) {
    return server.version().isAtLeast(since);
  }

  @Override
  public void collect(Session session, Samples samples) throws MysqlException {
    FamilyBuffer[] buffers = new FamilyBuffer[numbers.size()];
    for (int i = 0; i < buffers.length; i++) {
      buffers[i] = samples.family(numbers.get(i).family());
    }
    try (Rows rows = session.query(sql)) {
      while (rows.next()) {
        for (int i = 0; i < buffers.length; i++) {
          // NULL is no value, and no value is no sample.
          double number = rows.number(labels.size() + i);
          if (!Double.isNaN(number)) {
            for (int label = 0; label < labels.size(); label++) {
              buffers[i].label(rows.text(label));
            }
            buffers[i].value(number / numbers.get(i).divisor());
          }
        }
      }
    }
  }
}
