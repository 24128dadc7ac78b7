package dev.remora.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the API server says of many files of which none is kept.
 *
 * @param taken how many objects it would have taken
 * @param refusals what it, or kubectl before it, said of files that it would not have taken wholly
 */
record DryRun(long taken, Map<Path, String> refusals) {
  private static final String TAKEN = " (server dry run)";
  // What goes wrong before the server is asked is all told in one line.
  private static final Pattern NEXT =
      Pattern.compile("\n|, (?=error (?:validating|parsing) \\S|resource mapping )");

  /** Asks of all files at once, as a call for each would take a minute. */
  static DryRun of(List<Path> files) {
    List<String> arguments = new ArrayList<>(List.of("apply", "--dry-run=server"));
    files.forEach(file -> arguments.add("--filename=" + file));
    String[] words = arguments.toArray(String[]::new);
    List<String> lines =
        NEXT.splitAsStream(Kubectl.anywhere().attempt("", Map.of(), words).printed()).toList();
    Map<Path, String> refusals = new TreeMap<>();
    for (Path file : files) {
      List<String> about = lines.stream().filter(line -> line.contains(file.toString())).toList();
      if (!about.isEmpty()) {
        refusals.put(file, String.join("\n", about));
      }
    }
    return new DryRun(lines.stream().filter(line -> line.endsWith(TAKEN)).count(), refusals);
  }
}
