package dev.remora.collector;

import dev.remora.metric.Family;
import dev.remora.metric.SampleTable;
import dev.remora.metric.Samples;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.Rows;
import dev.remora.mysql.Session;
import java.util.ArrayList;
import java.util.List;

/**
 * A collector that is one statement whose rows each give a fixed set of samples: the first columns
 * are the labels, every further column is a number for the family at its place.
 *
 * @param facts what is known of it
 * @param sql the statement
 * @param parameters what the statement's question marks stand for, in order
 * @param labels the label names, as many as there are label columns
 * @param numbers what becomes of each further column
 */
public record QueryCollector(
    Facts facts, String sql, Parameters parameters, List<String> labels, List<Column> numbers)
    implements Collector {

  /** What a statement's question marks stand for: numbers and texts. */
  @FunctionalInterface
  public interface Parameters {
    /** The values, with what a user chose. */
    List<Object> of(Chosen chosen);
  }

  /**
   * A column that holds a number.
   *
   * @param family what the number is a sample of
   * @param fixed the values of the family's labels that follow those of the row
   * @param unit the unit in which the server gives it
   */
  public record Column(Family family, List<String> fixed, Unit unit) {
    /** Copies the list. */
    public Column {
      fixed = List.copyOf(fixed);
    }

    /** A column served as it is given. */
    public static Column of(Family family, String... fixed) {
      return new Column(family, List.of(fixed), Unit.AS_GIVEN);
    }

    /** The same column, given in this unit. */
    public Column in(Unit given) {
      return new Column(family, fixed, given);
    }
  }

  /** Copies the lists and checks that every family takes the labels. */
  public QueryCollector {
    labels = List.copyOf(labels);
    numbers = List.copyOf(numbers);
    for (Column column : numbers) {
      List<String> taken = column.family().labels();
      int own = taken.size() - column.fixed().size();
      if (own != labels.size() || !taken.subList(0, own).equals(labels)) {
        throw new IllegalArgumentException(
            "%s takes labels %s, got %s and %d fixed"
                .formatted(column.family().name(), taken, labels, column.fixed().size()));
      }
    }
    facts = facts.serves(numbers.stream().map(Column::family).toList());
  }

  /** A collector whose statement has no question marks. */
  public static QueryCollector of(
      Facts facts, String sql, List<String> labels, List<Column> numbers) {
    return new QueryCollector(facts, sql, chosen -> List.of(), labels, numbers);
  }

  /** The same collector with values for the statement's question marks. */
  public QueryCollector binding(Parameters values) {
    return new QueryCollector(facts, sql, values, labels, numbers);
  }

  @Override
  public Collector with(Chosen chosen) {
    List<Object> values = parameters.of(chosen);
    return binding(unchanged -> values);
  }

  @Override
  public void collect(Session session, Samples samples) throws MysqlException {
    List<SampleTable.Column> columns = new ArrayList<>(numbers.size());
    for (Column column : numbers) {
      columns.add(new SampleTable.Column(column.family(), column.fixed()));
    }
    SampleTable table = samples.table(labels, columns);
    try (Rows rows = session.query(sql, parameters.of(Chosen.NOTHING).toArray())) {
      while (rows.next()) {
        for (int label = 0; label < labels.size(); label++) {
          table.label(rows.bytes(label));
        }
        for (int i = 0; i < numbers.size(); i++) {
          double number = Conversion.number(rows, labels.size() + i, samples);
          table.number(numbers.get(i).unit().convert(number));
        }
      }
    }
  }
}
