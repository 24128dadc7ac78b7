package dev.remora.compat;

import dev.remora.metric.Arranged;
import dev.remora.metric.ArrangedFamily;
import dev.remora.metric.Family;
import dev.remora.metric.FamilyBuffer;
import dev.remora.metric.Samples;
import java.util.ArrayList;
import java.util.List;

/**
 * A replica's status by the names of MySQL up to 8.3, where MySQL 8.4 has new ones: {@code
 * slave_io_running} beside {@code replica_io_running}. The labels never had others.
 */
final class ReplicaNames implements OldNames {
  static final String NAME = "replica-names";

  private static final String PREFIX = "mysql_slave_status_";

  @Override
  public Samples of(List<Samples> scraped) {
    Samples more = new Samples();
    for (Samples samples : scraped) {
      for (Arranged family : samples.arrange()) {
        String name = family.family().name();
        if (name.startsWith(PREFIX) && family instanceof ArrangedFamily arranged) {
          String old = PREFIX + old(name.substring(PREFIX.length()));
          if (!old.equals(name)) {
            copy(arranged, old, more);
          }
        }
      }
    }
    return more;
  }

  /** The name of a column by its old words; {@code replicate} is none of the new ones. */
  private static String old(String column) {
    String[] words = column.split("_", -1);
    for (int i = 0; i < words.length; i++) {
      words[i] =
          switch (words[i]) {
            case "replica" -> "slave";
            case "source" -> "master";
            default -> words[i];
          };
    }
    return String.join("_", words);
  }

  private static void copy(ArrangedFamily arranged, String name, Samples more) {
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < arranged.labelCount(); i++) {
      labels.add(arranged.labelName(i));
    }
    Family today = arranged.family();
    FamilyBuffer old = more.family(new Family(name, today.type(), today.help(), labels));
    ArrangedFamily.Walk walk = arranged.walk();
    while (walk.next()) {
      for (int i = 0; i < labels.size(); i++) {
        old.label(walk.label(i));
      }
      old.value(walk.value());
    }
  }
}
