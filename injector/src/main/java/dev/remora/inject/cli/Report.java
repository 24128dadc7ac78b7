package dev.remora.inject.cli;

import dev.remora.inject.json.JsonWriter;
import dev.remora.inject.manifest.Entry;
import dev.remora.inject.plan.Choices;
import dev.remora.inject.plan.Decision;
import dev.remora.inject.plan.Reason;
import dev.remora.log.Quoting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was done to which object, and why not to others. */
final class Report {
  private final List<Row> rows;
  private final boolean done;

  /** Of what was done, or would be. */
  Report(List<Row> rows, boolean done) {
    this.rows = List.copyOf(rows);
    this.done = done;
  }

  /** For people: a line for each workload, and the number of all others. */
  String text() {
    StringBuilder text = new StringBuilder();
    int others = 0;
    for (Row row : rows) {
      Entry entry = row.entry();
      if (entry.reason().filter(Reason.NOT_A_POD_WORKLOAD.id()::equals).isPresent()) {
        others++;
        continue;
      }
      String line =
          "%s:%d: %s: %s: %s"
              .formatted(
                  row.source(),
                  entry.line(),
                  entry.name(),
                  verb(entry),
                  entry.plan().decision().text());
      text.append(Quoting.seen(line)).append('\n');
      for (String warning : warnings(entry)) {
        text.append("  warning: ").append(Quoting.seen(warning)).append('\n');
      }
    }
    if (others > 0) {
      text.append(others).append(" without Pods\n");
    }
    return text.toString();
  }

  private String verb(Entry entry) {
    return switch (entry.change()) {
      case NONE -> "skipped: " + entry.reason().orElse("");
      case ADDED, REPLACED, REMOVED -> (done ? "" : "would be ") + Choices.text(entry.change());
    };
  }

  private static List<String> warnings(Entry entry) {
    return entry.plan().decision() instanceof Decision.Inject inject
        ? inject.warnings()
        : List.of();
  }

  /** For programs: every object. */
  String json() {
    List<Object> objects = new ArrayList<>();
    for (Row row : rows) {
      objects.add(object(row));
    }
    return JsonWriter.pretty(Map.of("objects", objects)) + "\n";
  }

  private static Map<String, Object> object(Row row) {
    Entry entry = row.entry();
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("source", row.source());
    object.put("line", entry.line());
    object.put("kind", entry.kind());
    object.put("namespace", entry.namespace());
    object.put("name", entry.objectName());
    object.put("change", Choices.text(entry.change()));
    entry.reason().ifPresent(reason -> object.put("reason", reason));
    object.put("text", entry.plan().decision().text());
    if (entry.plan().decision() instanceof Decision.Inject inject) {
      object.put("container", inject.target().container());
      object.put("address", inject.target().address());
      object.put("username", inject.target().username());
      object.put("port", inject.target().port());
      object.put("warnings", inject.warnings());
    }
    return object;
  }
}
