package dev.remora.inject.manifest;

import dev.remora.inject.manifest.ManifestException.Problem;
import dev.remora.inject.plan.Addition;
import dev.remora.inject.plan.Decision;
import dev.remora.inject.plan.Finding;
import dev.remora.inject.plan.Finding.Verdict;
import dev.remora.inject.plan.Operators;
import dev.remora.inject.plan.Plan;
import dev.remora.inject.plan.PodKind;
import dev.remora.inject.plan.Pointer;
import dev.remora.inject.plan.Reason;
import dev.remora.inject.plan.Renewal;
import dev.remora.inject.plan.Settings;
import dev.remora.inject.plan.ShapeException;
import dev.remora.inject.plan.Status;
import dev.remora.inject.plan.Workload;
import dev.remora.inject.yaml.YamlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds sidecars to all workloads of a text, or takes them away. */
public final class Rewriter {
  private Rewriter() {}

  /** The text with a sidecar beside each database that was found. */
  public static Rewritten inject(String text, Settings settings) throws ManifestException {
    try {
      Manifest manifest = Manifest.read(text);
      List<Entry> entries = new ArrayList<>();
      List<Problem> problems = new ArrayList<>();
      for (Item item : manifest.items()) {
        try {
          entries.add(planned(manifest, item, settings));
        } catch (ShapeException e) {
          problems.add(new Problem(manifest.line(item, e), item.text() + ": " + e.getMessage()));
        }
      }
      if (!problems.isEmpty()) {
        throw ManifestException.of(problems);
      }
      Manifest cleaned = removed(manifest, entries);
      return new Rewritten(text, added(cleaned, entries).text(), entries);
    } catch (YamlException e) {
      throw ManifestException.of(e.line(), e.getMessage());
    }
  }

  /** The text without the sidecars that were added to it; all else is as it was before. */
  public static Rewritten uninject(String text) throws ManifestException {
    try {
      Manifest manifest = Manifest.read(text);
      List<Entry> entries = new ArrayList<>();
      for (Item item : manifest.items()) {
        Optional<Workload> workload = manifest.workload(item);
        Optional<Status> status = workload.flatMap(each -> Status.read(each.template()));
        if (status.isPresent()) {
          List<Pointer> removals = status.get().removals(workload.orElseThrow().template());
          String version = status.get().version();
          Decision there =
              new Decision.AlreadyThere(version, "had the sidecar of version " + version);
          entries.add(new Entry(item, new Plan(there, List.of()), Entry.Change.REMOVED, removals));
        }
      }
      return new Rewritten(text, removed(manifest, entries).text(), entries);
    } catch (YamlException e) {
      throw ManifestException.of(e.line(), e.getMessage());
    }
  }

  private static Entry planned(Manifest manifest, Item item, Settings settings)
      throws YamlException, ShapeException {
    Optional<Workload> workload = manifest.workload(item);
    if (workload.isEmpty()) {
      return new Entry(item, withoutPods(item), Entry.Change.NONE, List.of());
    }
    Renewal renewal = Renewal.of(workload.get(), settings);
    boolean adds = renewal.plan().decision() instanceof Decision.Inject;
    Entry.Change change =
        !adds
            ? Entry.Change.NONE
            : renewal.removals().isEmpty() ? Entry.Change.ADDED : Entry.Change.REPLACED;
    return new Entry(item, renewal.plan(), change, renewal.removals());
  }

  private static Plan withoutPods(Item item) {
    Decision decision =
        Operators.hint(item.apiVersion(), item.kind())
            .map(hint -> new Decision.Skip(Reason.OPERATOR_MANAGED, hint))
            .orElseGet(() -> new Decision.Skip(Reason.NOT_A_POD_WORKLOAD, "has no Pod template"));
    return new Plan(decision, List.of(new Finding("kind", Verdict.STOPPED, decision.text())));
  }

  private static Manifest removed(Manifest manifest, List<Entry> entries)
      throws YamlException, ManifestException {
    Rewriting rewriting = new Rewriting(manifest);
    for (Entry entry : entries) {
      for (Pointer removal : entry.removals()) {
        rewriting.remove(entry.item(), removal.under(template(entry.item())));
      }
    }
    return rewriting.proved();
  }

  private static Manifest added(Manifest manifest, List<Entry> entries)
      throws YamlException, ManifestException {
    Rewriting rewriting = new Rewriting(manifest);
    for (Entry entry : entries) {
      if (entry.plan().decision() instanceof Decision.Inject inject) {
        for (Addition addition : inject.additions()) {
          rewriting.add(entry.item(), addition.under(template(entry.item())));
        }
      }
    }
    return rewriting.proved();
  }

  private static Pointer template(Item item) {
    return PodKind.of(item.apiVersion(), item.kind())
        .map(PodKind::template)
        .orElse(Pointer.ROOT)
        .under(item.path());
  }
}
