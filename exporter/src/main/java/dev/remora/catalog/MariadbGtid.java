package dev.remora.catalog;

import dev.remora.metric.Family;
import dev.remora.metric.Samples;
import java.util.Locale;

/** MariaDB's global transaction ids: {@code domain-server-sequence}, several joined by commas. */
final class MariadbGtid {
  private MariadbGtid() {}

  static Family family(String column) {
    return Family.gauge(
        "mysql_slave_status_" + column.toLowerCase(Locale.ROOT),
        "The last sequence number of each domain and server.",
        "master_host",
        "master_uuid",
        "channel_name",
        "connection_name",
        "domain_id",
        "server_id");
  }

  static void add(String column, String text, SlaveStatus.Origin origin, Samples samples) {
    if (text.isEmpty()) {
      return;
    }
    Family family = family(column);
    for (String item : text.split(",", -1)) {
      String[] parts = item.split("-", -1);
      if (parts.length == 3 && isNumber(parts[2])) {
        origin
            .label(samples, family)
            .label(parts[0])
            .label(parts[1])
            .value(Double.parseDouble(parts[2]));
      }
    }
  }

  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= 20;
  }
}
