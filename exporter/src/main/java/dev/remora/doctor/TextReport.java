package dev.remora.doctor;

import dev.remora.config.Origin;
import dev.remora.log.Quoting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A report for a person: what is the matter, what to run, then all the rest. People paste from it:
 * no word of a server's can end a line.
 */
final class TextReport {
  private static final String INDENT = "  ";

  private final Report report;
  private final StringBuilder text = new StringBuilder();

  private TextReport(Report report) {
    this.report = report;
  }

  /** The report, to its last line end. */
  static String of(Report report) {
    TextReport printer = new TextReport(report);
    printer.summary();
    printer.prescriptions();
    printer.troubled();
    printer.working();
    printer.configuration();
    return printer.text.toString();
  }

  private void summary() {
    line(
        "%s: %s"
            .formatted(count(report.findings().size(), "collector"), String.join(", ", counts())));
    line("");
    Server server = report.server();
    line("Server   %s at %s".formatted(server.title(), report.address()));
    line(
        "Account  %s, section [%s], %s"
            .formatted(
                server.identity().account(),
                report.section(),
                server.encryption().isEmpty()
                    ? "not encrypted"
                    : "encrypted by " + server.encryption()));
    if (report.flagsFrom() == FlagsFrom.RUNNING) {
      line("Flags    those of process 1, the running sidecar");
    }
    report.warnings().forEach(warning -> wrapped("Warning  ", warning));
  }

  private List<String> counts() {
    return List.of(Verdict.values()).stream()
        .filter(verdict -> !report.of(verdict).isEmpty())
        .map(verdict -> "%d %s".formatted(report.of(verdict).size(), words(verdict)))
        .toList();
  }

  private String words(Verdict verdict) {
    boolean one = report.of(verdict).size() == 1;
    return switch (verdict) {
      case CANNOT_WORK -> "cannot work";
      case WORKS_IN_PART -> one ? "works in part" : "work in part";
      case FINDS_NOTHING -> one ? "finds nothing" : "find nothing";
      case NOT_ON_THIS_SERVER -> one ? "is not on this server" : "are not on this server";
      case WORKS -> one ? "works" : "work";
    };
  }

  private void prescriptions() {
    Prescription needed = report.needed();
    Prescription possible = report.possible();
    block("To make them work, run as an administrator of the database:", needed.statements());
    block("To find something where there is nothing now:", possible.statements());
    options(
        "After a restart of the server, with this in its option file:",
        needed.options(),
        possible.options());
    options(
        "The settings above last until a restart; to keep them:", needed.keeps(), possible.keeps());
    Set<String> advice = new LinkedHashSet<>(needed.advice());
    advice.addAll(possible.advice());
    if (!advice.isEmpty()) {
      line("");
      line("What no statement does:");
      line("");
      advice.forEach(sentence -> wrapped(INDENT + "- ", sentence));
    }
  }

  private void options(String title, List<String> first, List<String> second) {
    Set<String> lines = new LinkedHashSet<>(first);
    lines.addAll(second);
    if (!lines.isEmpty()) {
      line("");
      line(title);
      line("");
      line("%s[mysqld]".formatted(INDENT));
      lines.forEach(option -> line("%s%s".formatted(INDENT, option)));
    }
  }

  private void block(String title, List<String> lines) {
    if (!lines.isEmpty()) {
      line("");
      line(title);
      line("");
      lines.forEach(sql -> line("%s%s".formatted(INDENT, sql)));
    }
  }

  private void troubled() {
    for (Verdict verdict : Verdict.values()) {
      List<Finding> findings = report.of(verdict);
      if (verdict != Verdict.WORKS && !findings.isEmpty()) {
        line("");
        line(title(verdict));
        line("");
        alike(findings).forEach(this::trouble);
      }
    }
  }

  /** Findings of which the same is to be said. */
  private record Alike(String reason, List<Step> steps) {
    static Alike of(Finding finding) {
      return new Alike(finding.reason(), finding.steps());
    }
  }

  private static Collection<List<Finding>> alike(List<Finding> findings) {
    Map<Alike, List<Finding>> groups = new LinkedHashMap<>();
    for (Finding finding : findings) {
      groups.computeIfAbsent(Alike.of(finding), key -> new ArrayList<>()).add(finding);
    }
    return groups.values();
  }

  private void trouble(List<Finding> alike) {
    Finding first = alike.getFirst();
    wrapped(INDENT, names(alike));
    wrapped(INDENT.repeat(2), first.reason());
    Prescription steps = Prescription.of(first.steps(), report.server().identity().account());
    steps.statements().forEach(sql -> line("%s%s".formatted(INDENT.repeat(3), sql)));
    steps.options().forEach(option -> line("%s[mysqld] %s".formatted(INDENT.repeat(3), option)));
    steps.advice().forEach(sentence -> wrapped(INDENT.repeat(3), sentence));
    List<Finding> inVain =
        alike.stream().filter(f -> f.verdict() == Verdict.NOT_ON_THIS_SERVER && f.asked()).toList();
    if (!inVain.isEmpty()) {
      String flags = names(inVain).replace(", ", ", --collect.");
      wrapped(INDENT.repeat(3), "asked for in vain: leave out --collect." + flags);
    }
  }

  private static String names(List<Finding> findings) {
    return findings.stream().map(Finding::collector).collect(Collectors.joining(", "));
  }

  private void working() {
    List<Finding> findings = report.of(Verdict.WORKS);
    if (findings.isEmpty()) {
      return;
    }
    line("");
    line("%-50s %8s %8s %8s".formatted(title(Verdict.WORKS), "ms", "rows", "series"));
    line("");
    for (Finding finding : findings) {
      Cost cost = finding.cost();
      line(
          "%s%-48s %8.1f %8d %8d"
              .formatted(
                  INDENT, finding.collector(), cost.milliseconds(), cost.rows(), cost.series()));
      if (!finding.reason().isEmpty()) {
        wrapped(INDENT.repeat(2), finding.reason());
      }
    }
  }

  private void configuration() {
    Set<String> collectors =
        report.findings().stream()
            .map(finding -> "--collect." + finding.collector())
            .collect(Collectors.toSet());
    text.append('\n')
        .append(
            configuration(
                report.configuration().stream()
                    .filter(origin -> !collectors.contains(origin.name()))
                    .toList()));
  }

  /** The values in force; of flags only those that were given: the defaults are in the manual. */
  static String configuration(List<Origin> origins) {
    StringBuilder text =
        new StringBuilder(
            "Configuration (--format=json has the defaults and the collectors, too)\n\n");
    for (Origin origin : origins) {
      if (!origin.isDefaultFlag()) {
        String value = origin.value().isEmpty() ? "\"\"" : Quoting.seen(origin.value());
        text.append("%s%-24s %s  (%s)\n".formatted(INDENT, origin.name(), value, origin.from()));
      }
    }
    return text.toString();
  }

  private static String title(Verdict verdict) {
    String words = verdict.words();
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static String count(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private void line(String line) {
    text.append(Quoting.seen(line)).append('\n');
  }

  private void wrapped(String first, String prose) {
    text.append(Prose.lines(first, " ".repeat(first.length()), prose));
  }
}
