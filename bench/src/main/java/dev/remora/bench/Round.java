package dev.remora.bench;

import dev.remora.servers.DatabaseServer;
import dev.remora.servers.ExporterProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One exporter in one round: a process of its own, which takes turns with the other's. The turns
 * are blocks of scrapes rather than single ones, so that the server's time can be told apart.
 */
final class Round implements AutoCloseable {
  // A sidecar runs for weeks: what it needs in its first minutes is another question.
  private static final int WARM_UP = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final DatabaseServer server;
  private final Contender contender;
  private final ExporterProcess exporter;
  private final Scraper scraper;
  private final List<Double> gzip = new ArrayList<>();
  private final List<Double> plain = new ArrayList<>();
  private final long begin = System.nanoTime();
  private double startMillis;
  private double cpuMillis;
  private double mysqldMillis;
  private ServerCount before;

  /** Starts the exporter. */
  Round(DatabaseServer server, Contender contender, List<String> paths) {
    this.server = server;
    this.contender = contender;
    this.exporter = ExporterProcess.start(contender.program());
    this.scraper = new Scraper(exporter, paths);
    this.before = ServerCount.of(server, contender.account());
  }

  /** Waits for the first page that says that the database is up, and for some more. */
  void warmUp(int scrapes) {
    while (!scraper.isUp()) {
      if (System.nanoTime() - begin > PATIENCE.toNanos()) {
        throw new IllegalStateException(contender.name() + ": " + exporter.log());
      }
    }
    startMillis = (System.nanoTime() - begin) / 1e6;
    scraper.scrapeAll();
    for (int i = 0; i < Math.min(WARM_UP, scrapes / 2); i++) {
      scraper.scrape(i % 2 == 0 ? Scraper.Coding.GZIP : Scraper.Coding.PLAIN);
    }
    before = ServerCount.of(server, contender.account());
  }

  /** A turn of so many scrapes of each coding. */
  void turn(int scrapes) {
    ProcessCost own = new ProcessCost(exporter.pid());
    ProcessCost mysqld = new ProcessCost(server.pid());
    double ownBefore = own.cpuMillis();
    double mysqldBefore = mysqld.cpuMillis();
    for (int i = 0; i < scrapes; i++) {
      gzip.add(scraper.scrape(Scraper.Coding.GZIP));
      plain.add(scraper.scrape(Scraper.Coding.PLAIN));
    }
    cpuMillis += own.cpuMillis() - ownBefore;
    mysqldMillis += mysqld.cpuMillis() - mysqldBefore;
  }

  /** What a page holds. */
  Scraper.PageCount page() {
    return scraper.count();
  }

  /** What all turns came to. */
  Map<Figure, Double> figures() {
    ServerCount after = ServerCount.of(server, contender.account());
    ProcessCost own = new ProcessCost(exporter.pid());
    double scrapes = gzip.size() + plain.size();
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    figures.put(Figure.P50_GZIP, quantile(gzip, 0.50));
    figures.put(Figure.P95_GZIP, quantile(gzip, 0.95));
    figures.put(Figure.P50, quantile(plain, 0.50));
    figures.put(Figure.P95, quantile(plain, 0.95));
    figures.put(Figure.CPU, cpuMillis / scrapes);
    figures.put(Figure.MYSQLD_CPU, mysqldMillis / scrapes);
    figures.put(Figure.CONNECTIONS, (after.connections() - before.connections()) / scrapes);
    figures.put(Figure.STATEMENTS, (after.statements() - before.statements()) / scrapes);
    figures.put(Figure.FAILED, (after.failed() - before.failed()) / scrapes);
    figures.put(Figure.RSS, own.rssMib());
    figures.put(Figure.PSS, own.pssMib());
    figures.put(Figure.PEAK, own.peakMib());
    figures.put(Figure.START, startMillis);
    return figures;
  }

  @Override
  public void close() {
    scraper.close();
    exporter.close();
  }

  static double quantile(List<Double> values, double quantile) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get((int) Math.round(quantile * (sorted.size() - 1)));
  }
}
