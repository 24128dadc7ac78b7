package dev.remora.doctor;

import dev.remora.collector.Collector;
import dev.remora.collector.Facts;
import dev.remora.metric.Arranged;
import dev.remora.metric.Samples;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.Session;
import java.time.Duration;

/** A collector that is watched at work: it does what it does, and how that ended is kept. */
final class Observed implements Collector {
  private final Collector collector;
  // Written by the scrape's thread, which may still be at work when the scrape is over.
  private volatile Attempt attempt = new Attempt.NotBegun();

  Observed(Collector collector) {
    this.collector = collector;
  }

  @Override
  public Facts facts() {
    return collector.facts();
  }

  /** How its run ended. */
  Attempt attempt() {
    return attempt;
  }

  @Override
  public void collect(Session session, Samples samples) throws MysqlException {
    long start = System.nanoTime();
    CountingSession counting = new CountingSession(session);
    try {
      collector.collect(counting, samples);
      attempt = new Attempt.Succeeded(cost(start, counting, samples));
    } catch (MysqlException e) {
      attempt = new Attempt.Failed(cost(start, counting, samples), e);
      throw e;
    } catch (RuntimeException | Error e) {
      attempt = new Attempt.Faulted(cost(start, counting, samples), e.toString());
      throw e;
    }
  }

  private static Cost cost(long start, CountingSession counting, Samples samples) {
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    long series = 0;
    for (Arranged family : samples.arrange()) {
      series += family.size();
    }
    return new Cost(took, counting.statements(), counting.rows(), series);
  }
}
