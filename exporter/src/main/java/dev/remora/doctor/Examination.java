package dev.remora.doctor;

import dev.remora.collector.Collector;
import dev.remora.log.Format;
import dev.remora.log.Level;
import dev.remora.log.Log;
import dev.remora.mysql.DatabaseSession;
import dev.remora.mysql.Deadline;
import dev.remora.mysql.Lifetimes;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.SessionBound;
import dev.remora.mysql.Sessions;
import dev.remora.mysql.Target;
import dev.remora.scrape.Engine;
import dev.remora.scrape.Plan;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * One scrape of a database, as the sidecar does it, with an eye on each collector.
 *
 * @param server what the database is
 * @param tried the collectors and how their runs ended
 */
record Examination(Server server, List<Observed> tried) {
  // One after the other: so each takes its own time, and a sidecar beside us keeps its sessions.
  private static final int SESSIONS = 1;

  /** Copies the list. */
  Examination {
    tried = List.copyOf(tried);
  }

  /**
   * Examines a database.
   *
   * @param queryTimeout how long a collector may take; zero for as long as all together
   * @throws MysqlException when the database cannot be reached or logged in to
   */
  static Examination of(
      Target target, List<Collector> collectors, Duration queryTimeout, Deadline deadline)
      throws MysqlException {
    try (Sessions sessions =
        new Sessions(target, SESSIONS, Lifetimes.DEFAULT, SessionBound.none())) {
      Server server = server(sessions, deadline);
      List<Observed> observed = collectors.stream().map(Observed::new).toList();
      new Engine(sessions, SESSIONS, queryTimeout, silence())
          .scrape(new Plan(List.copyOf(observed)), deadline, () -> false);
      return new Examination(server, observed);
    }
  }

  /** What a database is, without a collector being run. */
  static Server server(Target target, Deadline deadline) throws MysqlException {
    try (Sessions sessions =
        new Sessions(target, SESSIONS, Lifetimes.DEFAULT, SessionBound.none())) {
      return server(sessions, deadline);
    }
  }

  private static Server server(Sessions sessions, Deadline deadline) throws MysqlException {
    DatabaseSession session = sessions.take(deadline);
    try {
      session.workUntil(deadline);
      return ServerReader.read(session);
    } finally {
      // No collector may have the role that was tried on in it.
      session.discard();
      sessions.give(session);
    }
  }

  /** What the engine would log is in the report. */
  private static Log silence() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return Log.to(nowhere, Level.ERROR, Format.LOGFMT, InstantSource.system());
  }
}
