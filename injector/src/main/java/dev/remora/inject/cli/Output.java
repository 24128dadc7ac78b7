package dev.remora.inject.cli;

import dev.remora.inject.json.JsonWriter;
import dev.remora.inject.manifest.Documents;
import dev.remora.inject.manifest.ManifestException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a command prints of its work. */
final class Output {
  private static final String SEPARATOR = "---";

  private Output() {}

  static String of(Work work, OutputFormat format) throws UserException {
    return switch (format) {
      case YAML -> yaml(work);
      case JSON -> json(work);
      case PATCH -> patch(work);
      case KUSTOMIZE -> kustomization(work);
      case DIFF -> diff(work);
    };
  }

  /** The texts one after the other, each byte as it is, with a separator where one has none. */
  private static String yaml(Work work) {
    StringBuilder all = new StringBuilder();
    for (Work.Text text : work.texts()) {
      String result = text.result().text();
      if (!all.isEmpty()) {
        all.append(all.charAt(all.length() - 1) == '\n' ? "" : "\n");
        all.append(result.startsWith(SEPARATOR) ? "" : SEPARATOR + "\n");
      }
      all.append(result);
    }
    return all.toString();
  }

  private static String json(Work work) throws UserException {
    StringBuilder all = new StringBuilder();
    for (Work.Text text : work.texts()) {
      try {
        for (Object document : Documents.of(text.result().text())) {
          all.append(JsonWriter.pretty(document)).append('\n');
        }
      } catch (ManifestException e) {
        throw new UserException("%s: %s".formatted(text.input().name(), e.problems()));
      }
    }
    return all.toString();
  }

  private static String patch(Work work) throws UserException {
    List<Row> changed = work.rows().stream().filter(row -> row.entry().isChanged()).toList();
    if (changed.size() > 1) {
      throw new UserException(
          "%d workloads are changed, and a patch is of one; -o kustomize has them all"
              .formatted(changed.size()));
    }
    return changed.isEmpty() ? "[]\n" : changed.getFirst().entry().patch().pretty() + "\n";
  }

  private static String kustomization(Work work) {
    List<Object> patches = new ArrayList<>();
    for (Row row : work.rows()) {
      if (row.entry().isChanged()) {
        Map<String, Object> target = new LinkedHashMap<>();
        target.put("kind", row.entry().kind());
        target.put("name", row.entry().objectName());
        if (!row.entry().namespace().isEmpty()) {
          target.put("namespace", row.entry().namespace());
        }
        Map<String, Object> patch = new LinkedHashMap<>();
        patch.put("target", target);
        patch.put("patch", row.entry().patch().compact());
        patches.add(patch);
      }
    }
    return JsonWriter.pretty(Map.of("patches", patches)) + "\n";
  }

  private static String diff(Work work) {
    StringBuilder all = new StringBuilder();
    for (Work.Text text : work.texts()) {
      all.append(Diff.of(text.input().name(), text.result().before(), text.result().text()));
    }
    return all.toString();
  }
}
