package dev.remora.inject.cli;

import dev.remora.inject.live.Kubectl;
import dev.remora.inject.live.KubectlException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where what was done goes. */
final class WriteOptions {
  @Mixin private ReportOptions report = new ReportOptions();

  @Option(
      names = {"-i", "--in-place"},
      description = "Write the files themselves: all of them, or none if one cannot be worked on.")
  private boolean inPlace;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description =
          "yaml (the text as it was, with lines added), json, patch, kustomize or diff."
              + " Default: ${DEFAULT-VALUE}.")
  private String output = "yaml";

  @Option(
      names = "--dry-run",
      description =
          "Change nothing: no file, and of objects the cluster says whether it would take the"
              + " change.")
  private boolean dryRun;

  void report(Work work, Console console) throws UserException {
    console.err().print(report.of(work));
  }

  /** Writes texts and changes objects; the report goes to the standard error. */
  void write(Work work, Kubectl kubectl, Console console) throws UserException {
    List<String> problems = new ArrayList<>();
    OutputFormat format = PlanOptions.one("--output", output, OutputFormat.YAML, problems);
    if (inPlace && format != OutputFormat.YAML) {
      problems.add(
          "--in-place writes files as they are; --output=%s is not for it".formatted(output));
    }
    for (Work.Live live : work.objects()) {
      live.object()
          .refusal()
          .filter(why -> live.entry().isChanged())
          .ifPresent(why -> problems.add(live.object().reference() + ": " + why));
    }
    for (Work.Text text : work.texts()) {
      if (inPlace && text.input().file().isEmpty()) {
        problems.add("--in-place: the standard input is no file");
      }
    }
    if (!problems.isEmpty()) {
      throw new UserException(problems, ExitCodes.MISTAKE);
    }
    if (inPlace) {
      replace(work);
    } else {
      console.out().print(Output.of(work, format));
      console.out().flush();
    }
    if (format == OutputFormat.YAML) {
      change(work, kubectl);
    }
    report(work, console);
  }

  private void replace(Work work) throws UserException {
    for (Work.Text text : work.texts()) {
      try {
        if (text.result().isChanged() && !dryRun) {
          AtomicFile.replace(text.input().file().orElseThrow(), text.result().text());
        }
      } catch (IOException e) {
        throw new UserException(
            "%s: cannot be written: %s".formatted(text.input().name(), e.getMessage()));
      }
    }
  }

  private void change(Work work, Kubectl kubectl) throws UserException {
    List<String> problems = new ArrayList<>();
    for (Work.Live live : work.objects()) {
      if (live.entry().isChanged()) {
        change(live, kubectl).ifPresent(problems::add);
      }
    }
    if (!problems.isEmpty()) {
      throw new UserException(problems, ExitCodes.MISTAKE);
    }
  }

  private Optional<String> change(Work.Live live, Kubectl kubectl) {
    String reference = live.object().reference();
    try {
      if (dryRun) {
        kubectl.tryPatch(reference, live.object().patch(live.entry()));
      } else {
        kubectl.patch(reference, live.object().patch(live.entry()));
      }
      return Optional.empty();
    } catch (KubectlException e) {
      return Optional.of("%s: %s".formatted(reference, e.getMessage()));
    }
  }
}
