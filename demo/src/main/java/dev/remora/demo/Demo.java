package dev.remora.demo;

import dev.remora.catalog.Catalog;
import dev.remora.cli.Sidecar;
import dev.remora.collector.Collector;
import dev.remora.config.CommandLine;
import dev.remora.config.ConfigurationException;
import dev.remora.config.Flags;
import dev.remora.config.Settings;
import dev.remora.config.SettingsReader;
import dev.remora.log.Log;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Shows the sidecar at work: a database, a workload, a page with {@code mysql_up 1}. */
public final class Demo {
  private static final int USUAL_PORT = 9104;
  private static final int USUAL_DATABASE_PORT = 3306;
  private static final List<String> WORTH_SEEING =
      List.of(
          "mysql_up ",
          "mysql_version_info",
          "mysql_global_status_uptime ",
          "mysql_global_status_queries ",
          "mysql_global_status_threads_connected ",
          "mysql_global_status_commands_total{command=\"insert\"}",
          "mysql_global_status_innodb_row_ops_total{operation=\"inserted\"}",
          "mysql_global_variables_max_connections ",
          "mysql_exporter_collector_duration_seconds{collector=\"connection\"}",
          "process_resident_memory_bytes ");

  private Demo() {}

  /** Runs until it is interrupted or, with {@code --once}, until the first good scrape. */
  public static void main(String[] arguments) {
    List<String> given = List.of(arguments);
    if (!given.isEmpty() && !given.equals(List.of("--once"))) {
      System.err.println("demo: error: it takes --once or nothing, got " + given);
      System.exit(1);
    }
    // Ctrl-C ends the wait; what was started is then closed in order, by the thread that started
    // it.
    CountDownLatch interrupted = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(() -> {
                  interrupted.countDown();
                  awaitQuietly(closed);
                }));
    int code = 0;
    try {
      show(!given.isEmpty(), interrupted);
    } catch (IOException | SQLException | ConfigurationException e) {
      System.err.println("demo: error: " + e.getMessage());
      code = 1;
    } finally {
      closed.countDown();
    }
    if (interrupted.getCount() > 0) {
      System.exit(code);
    }
  }

  private static void show(boolean once, CountDownLatch interrupted)
      throws IOException, SQLException, ConfigurationException {
    System.out.println("Starting MariaDB 10.11 in a temporary folder ...");
    try (EmbeddedDatabase database = EmbeddedDatabase.startPreferring(USUAL_DATABASE_PORT)) {
      System.out.printf("MariaDB listens on 127.0.0.1:%d.%n", database.port());
      try (Workload workload = Workload.start(database);
          Sidecar sidecar = sidecar(database)) {
        System.out.printf("The workload: %s.%n", workload.description());
        String url = "http://localhost:%d/metrics".formatted(sidecar.port());
        printWorthSeeing(firstGoodPage(url, interrupted));
        System.out.printf("%nThe whole page: %s%n", url);
        if (!once) {
          System.out.println("Serving until Ctrl-C.");
          awaitQuietly(interrupted);
        }
      }
      System.out.println("Stopping MariaDB and removing its folder ...");
    }
  }

  private static Sidecar sidecar(EmbeddedDatabase database)
      throws ConfigurationException, IOException {
    List<Collector> collectors = Catalog.collectors();
    // The tutorial's form: the password comes by a variable of its own.
    Map<String, String> environment =
        Map.of(
            "DATA_SOURCE_NAME",
            "%s:$DEMO_PASSWORD@(127.0.0.1:%d)/"
                .formatted(EmbeddedDatabase.MONITOR, database.port()),
            "DEMO_PASSWORD",
            database.password());
    List<String> flags = List.of("--web.listen-address=:" + FreePort.preferring(USUAL_PORT));
    Settings settings =
        SettingsReader.read(
            CommandLine.parse(flags, Flags.all(collectors)), environment, collectors);
    Log log = Log.to(System.out, settings.logLevel(), settings.logFormat(), InstantSource.system());
    return Sidecar.start(settings, settings::sections, log.of("demo"));
  }

  private static String firstGoodPage(String url, CountDownLatch interrupted) throws IOException {
    while (interrupted.getCount() > 0) {
      try (InputStream in = URI.create(url).toURL().openStream()) {
        String page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        if (page.contains("\nmysql_up 1\n")) {
          return page;
        }
      }
    }
    return "";
  }

  private static void printWorthSeeing(String page) {
    System.out.println();
    page.lines()
        .filter(line -> WORTH_SEEING.stream().anyMatch(line::startsWith))
        .forEach(line -> System.out.println("  " + line));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
