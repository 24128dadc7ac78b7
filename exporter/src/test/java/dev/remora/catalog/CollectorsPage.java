package dev.remora.catalog;

import dev.remora.collector.Collector;
import dev.remora.collector.Default;
import dev.remora.collector.Facts;
import dev.remora.collector.Facts.Named;
import dev.remora.collector.Grant;
import dev.remora.collector.Setting;
import dev.remora.collector.Source;
import dev.remora.metric.Family;
import dev.remora.metric.MetricType;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The manual page of the collectors, made from what they say of themselves. */
final class CollectorsPage {
  private static final String INTRODUCTION =
      """
      # Collectors

      <!-- Made from the catalog by CollectorsPageTest; change the collector, not this page. -->

      A collector is turned on by `--collect.NAME` and off by `--no-collect.NAME`. It runs on a server
      whose version is at least the one given; every MariaDB is taken for new enough by its number
      (10.x and 11.x), and a server whose version cannot be read is asked everything.

      Privileges are those of MySQL; where MariaDB from 10.5 on calls one otherwise, that name stands
      in brackets. A collector that may not see something fails alone: its
      `mysql_exporter_collector_success` is 0, and the log names the `GRANT`.

      """;

  private CollectorsPage() {}

  /** The whole page. */
  static String of(List<Collector> collectors) {
    List<Facts> facts =
        collectors.stream()
            .map(Collector::facts)
            .sorted(Comparator.comparing(Facts::byDefault, CollectorsPage::onFirst))
            .toList();
    return INTRODUCTION
        + overview(facts)
        + facts.stream().map(CollectorsPage::section).collect(Collectors.joining());
  }

  private static int onFirst(Default one, Default other) {
    return Boolean.compare(other == Default.ON, one == Default.ON);
  }

  private static String overview(List<Facts> facts) {
    return table(
        List.of("collector", "default", "from", "reads", "privileges"),
        facts,
        fact ->
            List.of(
                "[%s](#%s)".formatted(fact.name(), anchor(fact.name())),
                onOrOff(fact.byDefault()),
                fact.since().toString(),
                fact.source().what(),
                privileges(fact.source())));
  }

  private static String section(Facts facts) {
    StringBuilder text = new StringBuilder();
    text.append("\n## ").append(facts.name()).append("\n\n");
    text.append(facts.about()).append("\n\n");
    text.append("- Flag: `--collect.%s`, ".formatted(facts.name()));
    text.append(onOrOff(facts.byDefault())).append(" by default\n");
    text.append("- Server: %s or later\n".formatted(facts.since()));
    text.append("- Reads: ").append(facts.source().what()).append('\n');
    if (!facts.source().feature().isEmpty()) {
      text.append("- Needs: ").append(facts.source().feature()).append('\n');
    }
    text.append("- Privileges: ").append(privileges(facts.source())).append('\n');
    text.append("- Cost: ").append(facts.source().cost()).append('\n');
    text.append('\n');
    if (!facts.settings().isEmpty()) {
      text.append(settings(facts)).append('\n');
    }
    return text.append(families(facts)).toString();
  }

  private static String settings(Facts facts) {
    return table(
        List.of("flag", "default", "meaning"),
        facts.settings(),
        setting ->
            List.of(
                "`--collect.%s.%s`".formatted(facts.name(), setting.name()),
                "`%s`".formatted(byDefault(setting)),
                setting.help()));
  }

  private static String byDefault(Setting setting) {
    String text = String.join(",", setting.defaults());
    return text.isEmpty() ? "\"\"" : text;
  }

  private static String families(Facts facts) {
    List<List<String>> known = facts.families().stream().map(CollectorsPage::row).toList();
    List<List<String>> named = facts.named().stream().map(CollectorsPage::row).toList();
    return table(
        List.of("family", "type", "labels", "meaning"),
        Stream.concat(known.stream(), named.stream()).toList(),
        Function.identity());
  }

  private static List<String> row(Family family) {
    return row(family.name(), family.type(), family.labels(), family.help());
  }

  private static List<String> row(Named named) {
    return row(named.pattern(), named.type(), named.labels(), "What the server names so.");
  }

  private static List<String> row(String name, MetricType type, List<String> labels, String help) {
    return List.of(
        "`" + name + "`",
        type.name().toLowerCase(Locale.ROOT),
        labels.stream().map(label -> "`" + label + "`").collect(Collectors.joining(", ")),
        help);
  }

  private static String privileges(Source source) {
    return source.grants().isEmpty()
        ? "none"
        : source.grants().stream().map(CollectorsPage::privilege).collect(Collectors.joining(", "));
  }

  private static String privilege(Grant grant) {
    return grant.mysql().equals(grant.mariadb())
        ? "`%s`".formatted(grant.mysql())
        : "`%s` (`%s`)".formatted(grant.mysql(), grant.mariadb());
  }

  private static String onOrOff(Default value) {
    return value == Default.ON ? "on" : "off";
  }

  /** As the renderers of Markdown make it from a heading. */
  private static String anchor(String heading) {
    return heading.replace(".", "");
  }

  private static <T> String table(
      List<String> heading, List<T> things, Function<T, List<String>> cells) {
    String line = heading.stream().map(cell -> "---|").collect(Collectors.joining("", "|", "\n"));
    return row(heading)
        + line
        + things.stream().map(cells).map(CollectorsPage::row).collect(Collectors.joining());
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
