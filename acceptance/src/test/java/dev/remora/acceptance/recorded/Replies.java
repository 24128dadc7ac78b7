package dev.remora.acceptance.recorded;

import dev.remora.acceptance.recorded.Answer.Column;
import dev.remora.acceptance.recorded.Answer.Table;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes answers in the form that was agreed upon with the client. */
final class Replies {
  /** The only thing that this server says of a session's state. */
  static final int AUTOCOMMIT = 2;

  private static final int OK = 0x00;
  private static final int END = 0xFE;
  private static final int ERROR = 0xFF;
  private static final int LENGTH_OF_THE_FIXED_PART = 0x0C;
  private static final int LONGEST_VALUE = 1024;
  private static final long LONGEST_BLOB = 0xFFFFFFFFL;

  private final Packets packets;
  private final Capabilities agreed;

  /** How the values of a row are written. */
  enum Form {
    /** As texts. */
    TEXT,
    /** As after a prepared statement; all columns are announced as texts here. */
    BINARY
  }

  Replies(Packets packets, Capabilities agreed) {
    this.packets = packets;
    this.agreed = agreed;
  }

  void send(Answer answer, Form form) throws IOException {
    switch (answer) {
      case Answer.Done _ -> done();
      case Answer.Refusal refusal -> refuse(packets, refusal);
      case Table table -> send(table, form);
    }
  }

  void done() throws IOException {
    packets.write(new Payload().integer(1, OK).count(0).count(0).integer(2, AUTOCOMMIT).count(0));
  }

  /** Also before anything is agreed upon. */
  static void refuse(Packets packets, Answer.Refusal refusal) throws IOException {
    packets.write(
        new Payload()
            .integer(1, ERROR)
            .integer(2, refusal.code())
            .open("#" + refusal.state() + refusal.message()));
  }

  /** Its result's columns are told when it is executed, not here. */
  void prepared(int id, int parameters) throws IOException {
    packets.write(
        new Payload()
            .integer(1, OK)
            .integer(4, id)
            .integer(2, 0)
            .integer(2, parameters)
            .integer(1, 0)
            .integer(2, 0));
    for (int i = 0; i < parameters; i++) {
      packets.write(definition(new Column("?", ColumnType.TEXT)));
    }
    if (parameters > 0) {
      endOfColumns();
    }
  }

  private void send(Table table, Form form) throws IOException {
    Payload count = new Payload().count(table.columns().size());
    if (agreed.has(Capabilities.MARIADB_CACHE_METADATA)) {
      // The definitions follow, they are not those of last time.
      count.integer(1, 1);
    }
    packets.write(count);
    for (Column column : table.columns()) {
      packets.write(
          definition(form == Form.TEXT ? column : new Column(column.name(), ColumnType.LONGTEXT)));
    }
    endOfColumns();
    for (List<@Nullable String> row : table.rows()) {
      packets.write(form == Form.TEXT ? textRow(row) : binaryRow(row));
    }
    endOfRows();
  }

  private Payload definition(Column column) {
    ColumnType type = column.type();
    Payload definition =
        new Payload().text("def").text("").text("").text("").text(column.name()).text("");
    if (agreed.has(Capabilities.MARIADB_EXTENDED_METADATA)) {
      definition.text("");
    }
    return definition
        .count(LENGTH_OF_THE_FIXED_PART)
        .integer(2, type.characters())
        .integer(4, type == ColumnType.LONGTEXT ? LONGEST_BLOB : LONGEST_VALUE)
        .integer(1, type.code())
        .integer(2, type.flags())
        .integer(1, type.decimals())
        .integer(2, 0);
  }

  private static Payload textRow(List<@Nullable String> row) {
    Payload payload = new Payload();
    row.forEach(value -> add(value, payload));
    return payload;
  }

  private static void add(@Nullable String value, Payload payload) {
    if (value == null) {
      payload.nothing();
    } else {
      payload.text(value);
    }
  }

  /** NULLs are bits before the values; two bits of the first byte are not used. */
  private static Payload binaryRow(List<@Nullable String> row) {
    byte[] nulls = new byte[(row.size() + 2 + 7) / 8];
    for (int i = 0; i < row.size(); i++) {
      if (row.get(i) == null) {
        nulls[(i + 2) / 8] |= (byte) (1 << ((i + 2) % 8));
      }
    }
    Payload payload = new Payload().integer(1, OK).raw(nulls);
    for (String value : row) {
      if (value != null) {
        payload.text(value);
      }
    }
    return payload;
  }

  private void endOfColumns() throws IOException {
    if (!agreed.has(Capabilities.DEPRECATE_EOF)) {
      packets.write(new Payload().integer(1, END).integer(2, 0).integer(2, AUTOCOMMIT));
    }
  }

  private void endOfRows() throws IOException {
    Payload end = new Payload().integer(1, END);
    packets.write(
        agreed.has(Capabilities.DEPRECATE_EOF)
            ? end.count(0).count(0).integer(2, AUTOCOMMIT).integer(2, 0)
            : end.integer(2, 0).integer(2, AUTOCOMMIT));
  }
}
