package dev.remora.http;

import dev.remora.compat.OldNames;
import dev.remora.metric.Page;
import dev.remora.metric.Samples;
import dev.remora.mysql.Deadline;
import dev.remora.scrape.Engine;
import dev.remora.scrape.Plan;
import dev.remora.scrape.Scraped;
import dev.remora.self.BuildInfo;
import dev.remora.self.JvmMetrics;
import dev.remora.self.ProcessMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Makes the page of one scrape: what the database gave, and what the process says of itself. */
final class MetricsPage {
  /**
   * What a request asks for.
   *
   * @param collectors only these, by name; those that are not enabled are passed over
   * @param deadline by when the page is due
   * @param peer who waits for it
   */
  record Request(Set<String> collectors, Deadline deadline, Peer peer) {}

  private final Plan plan;
  private final Readiness readiness;
  private final BuildInfo build;
  private final ProcessMetrics process;
  private final List<OldNames> oldNames;

  MetricsPage(
      Plan plan,
      Readiness readiness,
      BuildInfo build,
      ProcessMetrics process,
      List<OldNames> oldNames) {
    this.plan = plan;
    this.readiness = readiness;
    this.build = build;
    this.process = process;
    this.oldNames = oldNames;
  }

  /** The page of the database that this process is there for, and of the process itself. */
  Page own(Engine engine, Request request) {
    Scraped scraped = scrape(engine, request);
    readiness.note(engine, scraped.database());
    List<Samples> all = new ArrayList<>(scraped.samples());
    all.add(self());
    for (OldNames names : oldNames) {
      all.add(names.of(scraped.samples()));
    }
    return Page.of(all);
  }

  /** The page of a database that a request names, and of the process itself. */
  Page named(Engine engine, Request request) {
    List<Samples> all = database(engine, request);
    all.add(self());
    return Page.of(all);
  }

  /** The page of a database that a request names, alone. */
  Page probed(Engine engine, Request request) {
    return Page.of(database(engine, request));
  }

  private Samples self() {
    Samples self = new Samples();
    build.addTo(self);
    process.addTo(self);
    JvmMetrics.addTo(self);
    return self;
  }

  private List<Samples> database(Engine engine, Request request) {
    List<Samples> scraped = scrape(engine, request).samples();
    List<Samples> all = new ArrayList<>(scraped);
    for (OldNames names : oldNames) {
      // The others count the scrapes of the own database.
      if (names.areOfDatabase()) {
        all.add(names.of(scraped));
      }
    }
    return all;
  }

  private Scraped scrape(Engine engine, Request request) {
    return engine.scrape(
        selected(request.collectors()), request.deadline(), request.peer()::hasLeft);
  }

  /** As the reference does: where none of the names is enabled, everything runs. */
  private Plan selected(Set<String> names) {
    if (names.isEmpty()) {
      return plan;
    }
    Plan selected =
        new Plan(plan.collectors().stream().filter(c -> names.contains(c.name())).toList());
    return selected.collectors().isEmpty() ? plan : selected;
  }
}
