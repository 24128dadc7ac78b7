package dev.remora.acceptance.recorded;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A statement with question marks, and how its parameters were typed when they last came. */
final class PreparedStatement {
  // What is quoted is passed over: a question mark in it is none.
  private static final Pattern PARAMETER = Pattern.compile("'[^']*'|\"[^\"]*\"|`[^`]*`|(\\?)");
  private static final int LONG = 0x03;
  private static final int LONGLONG = 0x08;
  private static final int DOUBLE = 0x05;

  private final List<String> parts = new ArrayList<>();
  private byte[] types = {};

  PreparedStatement(String sql) {
    Matcher parameter = PARAMETER.matcher(sql);
    int start = 0;
    while (parameter.find()) {
      if (parameter.group(1) != null) {
        parts.add(sql.substring(start, parameter.start()));
        start = parameter.end();
      }
    }
    parts.add(sql.substring(start));
  }

  int parameters() {
    return parts.size() - 1;
  }

  /** The statement with the values of an execution in the places of the question marks. */
  String bound(PayloadReader execution) throws IOException {
    // Flags and a count that is always one.
    execution.raw(1 + 4);
    StringBuilder sql = new StringBuilder(parts.getFirst());
    byte[] nulls = {};
    if (parameters() > 0) {
      nulls = execution.raw((parameters() + 7) / 8);
      if (execution.integer(1) == 1) {
        types = execution.raw(2 * parameters());
      }
    }
    for (int i = 0; i < parameters(); i++) {
      boolean isNull = (nulls[i / 8] & 1 << (i % 8)) != 0;
      sql.append(isNull ? "NULL" : value(types[2 * i], execution)).append(parts.get(i + 1));
    }
    return sql.toString();
  }

  private static String value(int type, PayloadReader execution) throws IOException {
    return switch (type) {
      case LONG -> Integer.toString((int) execution.integer(4));
      case LONGLONG -> Long.toString(execution.integer(8));
      case DOUBLE -> Double.toString(Double.longBitsToDouble(execution.integer(8)));
      default -> "'" + new PayloadReader(execution.counted()).rest() + "'";
    };
  }
}
