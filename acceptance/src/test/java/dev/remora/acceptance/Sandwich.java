package dev.remora.acceptance;

import dev.remora.servers.Account;
import dev.remora.servers.DatabaseServer;
import dev.remora.servers.ExporterProcess;
import dev.remora.servers.Exposition;
import dev.remora.servers.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Two exporters that look at the same server: a page of ours between two of the reference's, again
 * and again.
 *
 * <p>A server moves by itself, too: dirty pages are written, tables closed. So a difference counts
 * when it is there in every round; a wrong name, label or number format is.
 */
record Sandwich(ExporterProcess reference, ExporterProcess ours) {
  private static final int ROUNDS = 10;
  private static final Path REPORTS = Path.of("target", "parity");

  // The reference opens sessions for each scrape and closes them; Remora keeps up to two, which
  // work side by side. So whoever asks sees Remora's, and the reference sees its own besides.
  private static final List<Allowance> ALLOWANCES =
      List.of(
          new Allowance("mysql_global_status_threads_connected", 2, "sessions of the exporters"),
          new Allowance("mysql_global_status_threads_cached", 2, "where their threads wait"),
          new Allowance("mysql_global_status_threads_running", 2, "two statements at a time"),
          new Allowance("mysql_global_status_memory_used", 1 << 20, "what sessions need, MariaDB"),
          new Allowance(
              "mysql_global_status_buffer_pool_dirty_pages",
              512,
              "their temporary tables, MySQL 5.7"),
          new Allowance(
              "mysql_global_status_innodb_buffer_pool_bytes_dirty", 8 << 20, "the same in bytes"),
          new Allowance("mysql_sys_current_connections.user=\"exporter\".", 2, "sessions"),
          new Allowance(
              "mysql_info_schema_processlist_.*\"(exporter|127.0.0.1|sleep|localhost)\".*",
              2,
              "sessions"),
          new Allowance(
              "mysql_info_schema_processlist_.*command=\"query\".*", 60, "their own statements"),
          new Allowance("mysql_engine_innodb_.*_inside_innodb", 2, "their own statements"),
          new Allowance(
              "mysql_info_schema_(user|client)_statistics_concurrent_connections"
                  + ".*\"(exporter|127.0.0.1)\".*",
              2,
              "sessions"),
          new Allowance(
              "mysql_global_status_(aria_pagecache_blocks_(unused|not_flushed)|open_files)",
              64,
              "temporary tables of their statements"),
          new Allowance("mysql_sys_current_memory_bytes.user=\"exporter\".", 8 << 20, "sessions"),
          new Allowance(
              "mysql_perf_schema_memory_events_used_bytes.*", 8 << 20, "what sessions need"));

  /** Starts both as this user, with these flags, and sees that both reach the server. */
  static Sandwich of(
      Exporters exporters, DatabaseServer server, Account account, List<String> flags) {
    String[] more = flags.toArray(String[]::new);
    Program reference = Program.reference().watching(server.address(), account).with(more);
    Program ours = Program.remora().watching(server.address(), account).with(more);
    Sandwich sandwich =
        new Sandwich(exporters.start(reference, server), exporters.start(ours, server));
    for (ExporterProcess exporter : List.of(sandwich.reference, sandwich.ours)) {
      if (!exporter.scrape().exposition().value("mysql_up").equals(Optional.of("1"))) {
        throw new AssertionError("not connected:\n" + String.join("\n", exporter.log()));
      }
    }
    return sandwich;
  }

  /**
   * What differs besides what is meant to; a deviation that does not show is a difference, too.
   * Leaves a line about it in the reports.
   */
  SequencedMap<String, String> differences(String label, List<Deviation> deviations) {
    SequencedMap<String, String> differences = round();
    for (int i = 1; i < ROUNDS && !isEmpty(differences, deviations); i++) {
      differences.keySet().retainAll(round().keySet());
    }
    int all = differences.size();
    List<String> unseen = new ArrayList<>();
    for (Deviation deviation : deviations) {
      if (!differences.keySet().removeIf(deviation::explains)) {
        unseen.add("deviation " + deviation);
      }
    }
    report(label, all - differences.size(), differences.size());
    unseen.forEach(deviation -> differences.put(deviation, "not seen"));
    return differences;
  }

  private static boolean isEmpty(
      SequencedMap<String, String> differences, List<Deviation> deviations) {
    return differences.keySet().stream()
        .allMatch(difference ->
            deviations.stream().anyMatch(deviation -> deviation.explains(difference)));
  }

  private SequencedMap<String, String> round() {
    Exposition before = reference.scrape().exposition();
    Exposition page = ours.scrape().exposition();
    Exposition after = reference.scrape().exposition();
    return Parity.differences(before, page, after, ALLOWANCES);
  }

  private void report(String label, int meant, int others) {
    Exposition page = ours.scrape().exposition().only(Parity::isCompared);
    String line =
        "| %s | %d | %d | %d | %d |%n"
            .formatted(label, page.families().size(), page.samples().count(), meant, others);
    try {
      Files.createDirectories(REPORTS);
      Files.writeString(REPORTS.resolve(label.replaceAll("[^A-Za-z0-9.]+", "-") + ".md"), line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
