package dev.remora.inject.cli;

import dev.remora.inject.live.Kubectl;
import dev.remora.inject.live.KubectlException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Objects and files that are to be changed. As no two of them can be changed at once, all are tried
 * before the first one is.
 */
final class Changes implements AutoCloseable {
  private final Kubectl kubectl;
  private final List<Work.Live> objects;
  private final Map<String, AtomicFile> files = new LinkedHashMap<>();
  private final List<String> done = new ArrayList<>();

  Changes(Kubectl kubectl, List<Work.Live> objects) {
    this.kubectl = kubectl;
    this.objects = List.copyOf(objects);
  }

  /** Has the cluster say whether it would take the objects. */
  void tryObjects() throws UserException {
    List<String> problems = new ArrayList<>();
    for (Work.Live live : objects) {
      try {
        kubectl.tryPatch(live.object().reference(), live.object().patch(live.entry()));
      } catch (KubectlException e) {
        problems.add("%s: %s".formatted(live.object().reference(), e.getMessage()));
      }
    }
    check(problems);
  }

  /** Writes what files are to be beside them. */
  void prepare(List<Work.Text> texts) throws UserException {
    List<String> problems = new ArrayList<>();
    for (Work.Text text : texts) {
      try {
        AtomicFile file =
            AtomicFile.beside(text.input().file().orElseThrow(), text.result().text());
        files.put(text.input().name(), file);
      } catch (IOException e) {
        problems.add("%s: cannot be written: %s".formatted(text.input().name(), e.getMessage()));
      }
    }
    check(problems);
  }

  private static void check(List<String> problems) throws UserException {
    if (!problems.isEmpty()) {
      throw new UserException(problems, ExitCodes.MISTAKE);
    }
  }

  /** Changes one after the other; the first that fails is the last. */
  void make() throws UserException {
    for (Work.Live live : objects) {
      String reference = live.object().reference();
      try {
        kubectl.patch(reference, live.object().patch(live.entry()));
        done.add(reference);
      } catch (KubectlException e) {
        throw stopped("%s: %s".formatted(reference, e.getMessage()));
      }
    }
    for (Map.Entry<String, AtomicFile> file : files.entrySet()) {
      try {
        file.getValue().replace();
        done.add(file.getKey());
      } catch (IOException e) {
        throw stopped("%s: cannot be written: %s".formatted(file.getKey(), e.getMessage()));
      }
    }
  }

  private UserException stopped(String problem) {
    List<String> problems = new ArrayList<>(List.of(problem));
    if (!done.isEmpty()) {
      problems.add("changed before that: " + String.join(", ", done));
    }
    return new UserException(problems, ExitCodes.MISTAKE);
  }

  @Override
  public void close() throws UserException {
    List<String> problems = new ArrayList<>();
    for (Map.Entry<String, AtomicFile> file : files.entrySet()) {
      try {
        file.getValue().close();
      } catch (IOException e) {
        problems.add("a file is left beside %s: %s".formatted(file.getKey(), e.getMessage()));
      }
    }
    check(problems);
  }
}
