package dev.remora.inject.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What differs between two texts, line by line, as {@code diff -u} writes it. */
final class Diff {
  private static final int CONTEXT = 3;
  // What is injected is a hundred lines; more differences than this are told as one.
  private static final int MOST_EDITS = 1000;

  private final List<String> before;
  private final List<String> after;

  private Diff(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
  }

  /** Lines of one text, the other, or both, in their order. */
  private record Step(char sign, int before, int after) {}

  /** The difference; empty if there is none. */
  static String of(String name, String before, String after) {
    if (before.equals(after)) {
      return "";
    }
    Diff diff = new Diff(lines(before), lines(after));
    return "--- %s\n+++ %s\n".formatted(name, name) + diff.hunks(diff.steps());
  }

  /** Lines with what ends them. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    for (int start = 0; start < text.length(); ) {
      int end = text.indexOf('\n', start);
      int next = end < 0 ? text.length() : end + 1;
      lines.add(text.substring(start, next));
      start = next;
    }
    return lines;
  }

  /** The shortest way from one text to the other, found as Myers does. */
  private List<Step> steps() {
    int most = Math.min(MOST_EDITS, before.size() + after.size());
    List<int[]> reached = new ArrayList<>();
    int[] ends = new int[2 * most + 3];
    for (int edits = 0; edits <= most; edits++) {
      for (int k = -edits; k <= edits; k += 2) {
        int at = k + most + 1;
        boolean insert = k == -edits || (k != edits && ends[at - 1] < ends[at + 1]);
        int x = insert ? ends[at + 1] : ends[at - 1] + 1;
        while (isSame(x, x - k)) {
          x++;
        }
        ends[at] = x;
        if (x >= before.size() && x - k >= after.size()) {
          reached.add(ends.clone());
          return back(reached, most);
        }
      }
      reached.add(ends.clone());
    }
    return replaced();
  }

  private boolean isSame(int x, int y) {
    return x < before.size() && y < after.size() && before.get(x).equals(after.get(y));
  }

  private List<Step> back(List<int[]> reached, int most) {
    List<Step> steps = new ArrayList<>();
    int x = before.size();
    int y = after.size();
    for (int edits = reached.size() - 1; edits >= 0; edits--) {
      int[] ends = edits == 0 ? new int[2 * most + 3] : reached.get(edits - 1);
      int k = x - y;
      int at = k + most + 1;
      boolean insert = k == -edits || (k != edits && ends[at - 1] < ends[at + 1]);
      int fromX = edits == 0 ? 0 : insert ? ends[at + 1] : ends[at - 1];
      int fromY = edits == 0 ? 0 : insert ? fromX - k - 1 : fromX - k + 1;
      int startX = edits == 0 || insert ? fromX : fromX + 1;
      while (x > startX) {
        steps.add(new Step(' ', --x, --y));
      }
      if (edits > 0) {
        steps.add(insert ? new Step('+', x, --y) : new Step('-', --x, y));
      }
      x = fromX;
      y = fromY;
    }
    Collections.reverse(steps);
    return steps;
  }

  private List<Step> replaced() {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      steps.add(new Step('-', i, 0));
    }
    for (int i = 0; i < after.size(); i++) {
      steps.add(new Step('+', before.size(), i));
    }
    return steps;
  }

  private String hunks(List<Step> steps) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < steps.size()) {
      int first = next(steps, at);
      if (first == steps.size()) {
        break;
      }
      int last = first;
      for (int i = first; i < steps.size() && i <= last + 2 * CONTEXT; i++) {
        last = steps.get(i).sign() == ' ' ? last : i;
      }
      int end = Math.min(steps.size(), last + 1 + CONTEXT);
      write(steps.subList(Math.max(at, first - CONTEXT), end), text);
      at = end;
    }
    return text.toString();
  }

  private static int next(List<Step> steps, int from) {
    int at = from;
    while (at < steps.size() && steps.get(at).sign() == ' ') {
      at++;
    }
    return at;
  }

  private void write(List<Step> hunk, StringBuilder text) {
    long removed = hunk.stream().filter(step -> step.sign() != '+').count();
    long added = hunk.stream().filter(step -> step.sign() != '-').count();
    Step first = hunk.getFirst();
    text.append(
        "@@ -%d,%d +%d,%d @@\n"
            .formatted(
                first.before() + (removed > 0 ? 1 : 0),
                removed,
                first.after() + (added > 0 ? 1 : 0),
                added));
    for (Step step : hunk) {
      String line = step.sign() == '+' ? after.get(step.after()) : before.get(step.before());
      text.append(step.sign()).append(line);
      if (!line.endsWith("\n")) {
        text.append("\n\\ No newline at end of file\n");
      }
    }
  }
}
