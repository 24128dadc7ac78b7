package dev.remora.http;

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
  private final Engine engine;
  private final Plan plan;
  private final Readiness readiness;
  private final BuildInfo build;
  private final ProcessMetrics process;

  MetricsPage(
      Engine engine, Plan plan, Readiness readiness, BuildInfo build, ProcessMetrics process) {
    this.engine = engine;
    this.plan = plan;
    this.readiness = readiness;
    this.build = build;
    this.process = process;
  }

  /** The page of the named collectors; names that are not enabled are passed over. */
  Page scrape(Set<String> names, Deadline deadline, Peer peer) {
    Scraped scraped = engine.scrape(selected(names), deadline, peer::hasLeft);
    readiness.note(scraped.database());
    Samples self = new Samples();
    build.addTo(self);
    process.addTo(self);
    JvmMetrics.addTo(self);
    List<Samples> all = new ArrayList<>(scraped.samples());
    all.add(self);
    return Page.of(all);
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
