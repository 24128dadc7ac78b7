package dev.remora.bench;

import dev.remora.servers.DatabaseServer;
import dev.remora.servers.ServerKind;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Remora beside the reference exporter, on the same server in the same run: {@code Compare
 * [--server=KIND] [--rounds=N] [--scrapes=N] [SCENARIO...]}. Prints a table for each scenario.
 */
final class Compare {
  private static final int TURNS = 10;
  // Both give back memory that they do not use, some seconds later.
  private static final Duration REST = Duration.ofSeconds(6);
  private static final double MEDIAN = 0.5;

  private final PrintStream out;
  private ServerKind kind = ServerKind.MYSQL_8_0;
  private int rounds = 3;
  private int scrapes;
  private final List<Scenario> scenarios = new ArrayList<>();

  private Compare(PrintStream out) {
    this.out = out;
  }

  /** Ends with 1 when it is asked for something that there is not. */
  public static void main(String[] arguments) {
    Compare compare = new Compare(System.out);
    try {
      compare.read(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println("bench: error: " + e.getMessage());
      System.exit(1);
    }
    compare.scenarios.forEach(compare::run);
  }

  private void read(String[] arguments) {
    for (String argument : arguments) {
      if (argument.startsWith("--server=")) {
        kind = kind(value(argument));
      } else if (argument.startsWith("--rounds=")) {
        rounds = Integer.parseInt(value(argument));
      } else if (argument.startsWith("--scrapes=")) {
        scrapes = Integer.parseInt(value(argument));
      } else {
        scenarios.add(Scenario.named(argument));
      }
    }
    if (scenarios.isEmpty()) {
      scenarios.addAll(List.of(Scenario.values()));
    }
  }

  private static String value(String argument) {
    return argument.substring(argument.indexOf('=') + 1);
  }

  private static ServerKind kind(String name) {
    return Arrays.stream(ServerKind.values())
        .filter(kind -> kind.toString().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no server \"%s\": there are %s"
                    .formatted(name, Arrays.toString(ServerKind.values()))));
  }

  private void run(Scenario scenario) {
    List<String> options = new ArrayList<>(scenario.options(kind));
    options.add("--performance-schema=ON");
    try (DatabaseServer server = DatabaseServer.start(kind, options.toArray(String[]::new))) {
      scenario.fill(server);
      Contender reference = Contender.reference(server, scenario.flags());
      Contender remora = Contender.remora(server, scenario.flags());
      List<Map<Figure, Double>> theirs = new ArrayList<>();
      List<Map<Figure, Double>> ours = new ArrayList<>();
      String pages = "";
      for (int i = 0; i < rounds; i++) {
        try (Round their = new Round(server, reference, scenario.paths(server))) {
          their.warmUp(scrapes(scenario));
          try (Round our = new Round(server, remora, scenario.paths(server))) {
            our.warmUp(scrapes(scenario));
            pages = "%s; %s".formatted(page(reference, their), page(remora, our));
            takeTurns(scenario, their, our);
            rest();
            theirs.add(their.figures());
            ours.add(our.figures());
          }
        }
      }
      print(scenario, pages, theirs, ours);
    }
  }

  private static void rest() {
    try {
      Thread.sleep(REST);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void takeTurns(Scenario scenario, Round their, Round our) {
    int all = scrapes(scenario);
    int each = Math.max(1, all / TURNS / 2);
    for (int turn = 0; turn < TURNS && turn * 2 * each < all; turn++) {
      // Who comes second finds the server's memory as the first left it.
      Round first = turn % 2 == 0 ? their : our;
      Round second = first == their ? our : their;
      first.turn(each);
      second.turn(each);
    }
  }

  private int scrapes(Scenario scenario) {
    return scrapes == 0 ? scenario.scrapes() : scrapes;
  }

  private static String page(Contender contender, Round round) {
    Scraper.PageCount page = round.page();
    return String.format(
        Locale.ROOT,
        "%s %,d samples in %.1f MB",
        contender.name(),
        page.samples(),
        page.bytes() / 1e6);
  }

  private void print(
      Scenario scenario,
      String pages,
      List<Map<Figure, Double>> theirs,
      List<Map<Figure, Double>> ours) {
    out.printf(
        Locale.ROOT,
        "%n### %s on %s%n%nMedians of %d rounds of %d scrapes each; %s.%n%n",
        scenario,
        kind,
        rounds,
        scrapes(scenario),
        pages);
    out.println("| | reference | remora | ratio | must |");
    out.println("|---|---|---|---|---|");
    for (Figure figure : Figure.values()) {
      double their = median(figure, theirs);
      double our = median(figure, ours);
      String ratio = their == 0 ? "" : String.format(Locale.ROOT, "%.2fx", our / their);
      Must must = scenario.limits().get(figure);
      String verdict = must == null ? "" : must + (must.isMet(our, their) ? "" : " **missed**");
      out.printf(
          Locale.ROOT, "| %s | %.2f | %.2f | %s | %s |%n", figure, their, our, ratio, verdict);
    }
    out.flush();
  }

  private static double median(Figure figure, List<Map<Figure, Double>> rounds) {
    return Round.quantile(rounds.stream().map(round -> round.get(figure)).toList(), MEDIAN);
  }
}
