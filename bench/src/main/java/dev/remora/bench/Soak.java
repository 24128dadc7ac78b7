package dev.remora.bench;

import dev.remora.servers.DatabaseServer;
import dev.remora.servers.EveryCollector;
import dev.remora.servers.ExporterProcess;
import dev.remora.servers.Program;
import dev.remora.servers.ServerKind;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Remora for a long time under limits that nothing gets past: {@code Soak [--memory=MIB]
 * [--cpu=PROCESSORS] [--scrapes=N] [--pause=MILLISECONDS] [--defaults]}. Prints a line for each
 * tenth of the scrapes; a process that is killed for its memory ends the run.
 */
final class Soak {
  private static final int PARTS = 10;

  private long memory = 72;
  private double cpu;
  private int scrapes = 10_000;
  private long pause;
  private List<String> flags = EveryCollector.ON;

  private Soak() {}

  /** Ends with 1 when it is asked for something that there is not. */
  public static void main(String[] arguments) throws InterruptedException {
    Soak soak = new Soak();
    try {
      for (String argument : arguments) {
        soak.read(argument);
      }
    } catch (IllegalArgumentException e) {
      System.err.println("bench: error: " + e.getMessage());
      System.exit(1);
    }
    soak.run(System.out);
  }

  private void read(String argument) {
    String value = argument.substring(argument.indexOf('=') + 1);
    switch (argument.substring(0, argument.length() - value.length())) {
      case "--memory=" -> memory = Long.parseLong(value);
      case "--cpu=" -> cpu = Double.parseDouble(value);
      case "--scrapes=" -> scrapes = Integer.parseInt(value);
      case "--pause=" -> pause = Long.parseLong(value);
      default -> {
        if (!argument.equals("--defaults")) {
          throw new IllegalArgumentException("no option \"%s\"".formatted(argument));
        }
        flags = List.of();
      }
    }
  }

  private void run(PrintStream out) throws InterruptedException {
    try (DatabaseServer server = DatabaseServer.start(ServerKind.MYSQL_8_0);
        ControlGroup group = new ControlGroup(memory, cpu)) {
      Program program =
          Program.remora()
              .watching(server.address(), server.account("soak"))
              .with(flags.toArray(String[]::new));
      ControlGroup.dropCaches();
      long begin = System.nanoTime();
      try (ExporterProcess exporter = ExporterProcess.start(group.confining(program));
          Scraper scraper = new Scraper(exporter, List.of("/metrics"))) {
        scraper.scrape(Scraper.Coding.PLAIN);
        out.printf(
            Locale.ROOT,
            "At most %d MiB, %s; first page after %.0f ms.%n%n",
            memory,
            cpu == 0 ? "all processors" : cpu + " of a processor",
            (System.nanoTime() - begin) / 1e6);
        out.println("| scrapes | p50, ms | p95, ms | CPU per scrape, ms | RSS, MiB |");
        out.println("|---|---|---|---|---|");
        for (int part = 1; part <= PARTS; part++) {
          part(part, scraper, new ProcessCost(exporter.pid()), out);
        }
        out.printf(
            Locale.ROOT,
            "%nCounted by the kernel, page cache and all: at most %.1f MiB.%n",
            group.peakMib());
      }
    }
  }

  private void part(int part, Scraper scraper, ProcessCost cost, PrintStream out)
      throws InterruptedException {
    List<Double> took = new ArrayList<>();
    double before = cost.cpuMillis();
    for (int i = 0; i < scrapes / PARTS; i++) {
      took.add(scraper.scrape(i % 2 == 0 ? Scraper.Coding.GZIP : Scraper.Coding.PLAIN));
      Thread.sleep(pause);
    }
    out.printf(
        Locale.ROOT,
        "| %d | %.1f | %.1f | %.2f | %.1f |%n",
        part * (scrapes / PARTS),
        Round.quantile(took, 0.50),
        Round.quantile(took, 0.95),
        (cost.cpuMillis() - before) / took.size(),
        cost.rssMib());
    out.flush();
  }
}
