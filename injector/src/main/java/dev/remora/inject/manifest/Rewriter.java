package dev.remora.inject.manifest;

import dev.remora.inject.manifest.ManifestException.Problem;
import dev.remora.inject.plan.Addition;
import dev.remora.inject.plan.Decision;
import dev.remora.inject.plan.Plan;
import dev.remora.inject.plan.PodKind;
import dev.remora.inject.plan.Pointer;
import dev.remora.inject.plan.Settings;
import dev.remora.inject.plan.ShapeException;
import dev.remora.inject.yaml.YamlException;
import java.util.ArrayList;
import java.util.List;

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
          entries.add(Planning.entry(item, manifest.workload(item), settings));
        } catch (ShapeException e) {
          problems.add(new Problem(manifest.line(item, e), item.text() + ": " + e.getMessage()));
        }
      }
      if (!problems.isEmpty()) {
        throw ManifestException.of(problems);
      }
      Manifest cleaned = removed(manifest, entries);
      return new Rewritten(text, added(cleaned, entries, settings).text(), entries);
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
        manifest
            .workload(item)
            .flatMap(workload -> Planning.removal(item, workload))
            .ifPresent(entries::add);
      }
      return new Rewritten(text, removed(manifest, entries).text(), entries);
    } catch (YamlException e) {
      throw ManifestException.of(e.line(), e.getMessage());
    }
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

  private static Manifest added(Manifest manifest, List<Entry> entries, Settings settings)
      throws YamlException, ManifestException {
    Rewriting rewriting = new Rewriting(manifest);
    for (Entry entry : entries) {
      for (Addition addition : additions(manifest, entry, settings)) {
        rewriting.add(entry.item(), addition.under(template(entry.item())));
      }
    }
    return rewriting.proved();
  }

  /**
   * What is added to a text. Where something was taken away before, this is planned anew: a key may
   * have lost its value then, where a patch would leave an empty list.
   */
  private static List<Addition> additions(Manifest manifest, Entry entry, Settings settings)
      throws YamlException {
    Plan plan = entry.plan();
    if (!entry.removals().isEmpty()) {
      try {
        plan = Planning.entry(entry.item(), manifest.workload(entry.item()), settings).plan();
      } catch (ShapeException e) {
        throw new YamlException(entry.line(), e.getMessage());
      }
    }
    return plan.decision() instanceof Decision.Inject inject ? inject.additions() : List.of();
  }

  private static Pointer template(Item item) {
    return PodKind.of(item.apiVersion(), item.kind())
        .map(PodKind::template)
        .orElse(Pointer.ROOT)
        .under(item.path());
  }
}
