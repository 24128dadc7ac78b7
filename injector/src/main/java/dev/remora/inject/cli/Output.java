package dev.remora.inject.cli;

import dev.remora.inject.json.JsonWriter;
import dev.remora.inject.manifest.Documents;
import dev.remora.inject.manifest.Entry;
import dev.remora.inject.manifest.ManifestException;
import dev.remora.log.Quoting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a command prints of its work. */
final class Output {
  private static final String SEPARATOR = "---";
  // Ends what is before it; a directive is nothing but a text's line behind ---.
  private static final String END = "...";
  private static final Pattern DIRECTIVE = Pattern.compile("(?:[ \\t]*(?:#.*)?\\R)*+%");

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
        all.append(separator(result));
      }
      all.append(result);
    }
    return all.toString();
  }

  private static String separator(String next) {
    if (next.startsWith(SEPARATOR)) {
      return "";
    }
    return (DIRECTIVE.matcher(next).lookingAt() ? END : SEPARATOR) + "\n";
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

  private static String kustomization(Work work) throws UserException {
    List<Object> patches = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Row row : work.rows()) {
      if (row.entry().isChanged()) {
        if (row.entry().objectName().isEmpty()) {
          problems.add(
              Quoting.seen(
                  "%s:%d: %s has no name, by which a kustomization would find it"
                      .formatted(row.source(), row.entry().line(), row.entry().kind())));
        }
        Map<String, Object> patch = new LinkedHashMap<>();
        patch.put("target", target(row.entry()));
        patch.put("patch", row.entry().patch().compact());
        patches.add(patch);
      }
    }
    if (!problems.isEmpty()) {
      throw new UserException(problems, ExitCodes.MISTAKE);
    }
    return JsonWriter.pretty(Map.of("patches", patches)) + "\n";
  }

  private static Map<String, Object> target(Entry entry) {
    Map<String, Object> target = new LinkedHashMap<>();
    int slash = entry.apiVersion().indexOf('/');
    if (slash > 0) {
      target.put("group", entry.apiVersion().substring(0, slash));
    }
    target.put("version", entry.apiVersion().substring(slash + 1));
    target.put("kind", entry.kind());
    target.put("name", entry.objectName());
    if (!entry.namespace().isEmpty()) {
      target.put("namespace", entry.namespace());
    }
    return target;
  }

  private static String diff(Work work) {
    StringBuilder all = new StringBuilder();
    for (Work.Text text : work.texts()) {
      all.append(Diff.of(text.input().name(), text.result().before(), text.result().text()));
    }
    return all.toString();
  }
}
