package dev.remora.inject.cli;

import dev.remora.inject.live.Kubectl;
import dev.remora.inject.live.KubectlException;
import dev.remora.inject.live.LiveObject;
import dev.remora.inject.manifest.Entry;
import dev.remora.inject.manifest.ManifestException;
import dev.remora.inject.manifest.Rewriter;
import dev.remora.inject.manifest.Rewritten;
import dev.remora.inject.plan.Settings;
import dev.remora.inject.plan.ShapeException;
import dev.remora.log.Quoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that a command was told to work on, worked on; nothing is written yet.
 *
 * @param texts what became of each text
 * @param objects what became of each object in the cluster
 */
record Work(List<Text> texts, List<Live> objects) {
  /** What became of a text. */
  record Text(Input input, Rewritten result) {}

  /** What became of an object in the cluster. */
  record Live(LiveObject object, Entry entry) {}

  /** What is done to a text and to an object. */
  interface Task {
    Rewritten text(String text) throws ManifestException;

    Optional<Entry> object(LiveObject object) throws ShapeException;
  }

  static Task injecting(Settings settings) {
    return new Task() {
      @Override
      public Rewritten text(String text) throws ManifestException {
        return Rewriter.inject(text, settings);
      }

      @Override
      public Optional<Entry> object(LiveObject object) throws ShapeException {
        return Optional.of(object.injected(settings));
      }
    };
  }

  static Task uninjecting() {
    return new Task() {
      @Override
      public Rewritten text(String text) throws ManifestException {
        return Rewriter.uninject(text);
      }

      @Override
      public Optional<Entry> object(LiveObject object) {
        return object.uninjected();
      }
    };
  }

  /** Works on everything; one that cannot be worked on stops all, once all problems are known. */
  static Work of(SourceOptions sources, Task task, Console console) throws UserException {
    List<String> problems = new ArrayList<>();
    int exitCode = ExitCodes.MISTAKE;
    List<Text> texts = new ArrayList<>();
    for (Input input : Inputs.read(sources.texts(), console.in())) {
      try {
        texts.add(new Text(input, task.text(input.text())));
      } catch (ManifestException e) {
        e.problems()
            .forEach(each ->
                problems.add(
                    Quoting.seen("%s:%d: %s".formatted(input.name(), each.line(), each.text()))));
        exitCode = e.isProofFailed() ? ExitCodes.PROOF_FAILED : exitCode;
      }
    }
    List<Live> objects = new ArrayList<>();
    Kubectl kubectl = sources.kubectl(console);
    for (String reference : sources.objects()) {
      try {
        LiveObject object = new LiveObject(reference, kubectl.get(reference));
        task.object(object).ifPresent(entry -> objects.add(new Live(object, entry)));
      } catch (KubectlException | ShapeException e) {
        problems.add("%s: %s".formatted(reference, e.getMessage()));
      }
    }
    if (!problems.isEmpty()) {
      throw new UserException(problems, exitCode);
    }
    return new Work(texts, objects);
  }

  List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (Text text : texts) {
      text.result().entries().forEach(entry -> rows.add(new Row(text.input().name(), entry)));
    }
    for (Live live : objects) {
      rows.add(new Row("cluster", live.entry()));
    }
    return rows;
  }

  List<Text> changedTexts() {
    return texts.stream().filter(text -> text.result().isChanged()).toList();
  }

  List<Live> changedObjects() {
    return objects.stream().filter(live -> live.entry().isChanged()).toList();
  }

  /** Whether something is not what it was. */
  boolean isChanged() {
    return rows().stream().anyMatch(row -> row.entry().isChanged());
  }
}
