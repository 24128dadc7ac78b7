package dev.remora.inject.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with a unified diff applied, as the program {@code patch} would. */
final class Patched {
  private static final Pattern HUNK = Pattern.compile("@@ -(\\d+),(\\d+) \\+(\\d+),(\\d+) @@\n?");
  private static final String UNFINISHED = "\\ No newline at end of file\n";

  private Patched() {}

  static String by(String text, String diff) {
    List<String> before = lines(text);
    StringBuilder after = new StringBuilder();
    int at = 0;
    List<String> changes = lines(diff.replace("\n" + UNFINISHED, "\u0000\n"));
    for (String line : changes.subList(Math.min(2, changes.size()), changes.size())) {
      String content = line.substring(1).replace("\u0000\n", "");
      Matcher hunk = HUNK.matcher(line);
      if (hunk.matches()) {
        int start = Integer.parseInt(hunk.group(1)) - (hunk.group(2).equals("0") ? 0 : 1);
        while (at < start) {
          after.append(before.get(at++));
        }
      } else if (line.startsWith("+")) {
        after.append(content);
      } else {
        if (!before.get(at).equals(content)) {
          throw new AssertionError("line %d is not %s".formatted(at + 1, content));
        }
        after.append(line.startsWith(" ") ? content : "");
        at++;
      }
    }
    before.subList(at, before.size()).forEach(after::append);
    return after.toString();
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    for (int start = 0; start < text.length(); ) {
      int end = text.indexOf('\n', start) + 1;
      int next = end == 0 ? text.length() : end;
      lines.add(text.substring(start, next));
      start = next;
    }
    return lines;
  }
}
