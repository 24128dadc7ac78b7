package dev.remora.inject.cli;

import dev.remora.inject.live.Kubectl;
import java.util.ArrayList;
import java.util.List;
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

  /** The report of work that is not done. */
  void report(Work work, Console console) throws UserException {
    console.err().print(report.of(work, false));
  }

  /** Writes texts and changes objects; the report goes to the standard error. */
  void write(Work work, Kubectl kubectl, Console console) throws UserException {
    OutputFormat format = checked(work);
    boolean done = false;
    try {
      write(work, format, kubectl, console);
      done = !dryRun && format.isResult();
    } finally {
      console.err().print(report.of(work, done));
    }
  }

  private OutputFormat checked(Work work) throws UserException {
    List<String> problems = new ArrayList<>();
    OutputFormat format = PlanOptions.one("--output", output, OutputFormat.YAML, problems);
    report.check(problems);
    if (inPlace && format != OutputFormat.YAML) {
      problems.add(
          "--in-place writes files as they are; --output=%s is not for it".formatted(output));
    }
    for (Work.Live live : work.objects()) {
      String reference = live.object().reference();
      live.object()
          .refusal()
          .filter(why -> live.entry().isChanged())
          .ifPresent(why -> problems.add(reference + ": " + why));
      if (format.isOfTexts()) {
        problems.add(
            "%s: --output=%s is for texts; --output=patch prints the change of an object, and with --dry-run the cluster tries it"
                .formatted(reference, output));
      }
    }
    for (Work.Text text : work.texts()) {
      if (inPlace && text.input().file().isEmpty()) {
        problems.add("--in-place: the standard input is no file");
      }
    }
    if (!problems.isEmpty()) {
      throw new UserException(problems, ExitCodes.MISTAKE);
    }
    return format;
  }

  private void write(Work work, OutputFormat format, Kubectl kubectl, Console console)
      throws UserException {
    List<Work.Live> objects = format == OutputFormat.YAML ? work.changedObjects() : List.of();
    try (Changes changes = new Changes(kubectl, objects)) {
      // The patch of one object, and of nothing else, is tried by itself.
      if (dryRun || objects.size() + work.texts().size() > 1) {
        changes.tryObjects();
      }
      if (inPlace && !dryRun) {
        changes.prepare(work.changedTexts());
      }
      if (!inPlace) {
        print(Output.of(work, format), console);
      }
      if (!dryRun) {
        changes.make();
      }
    }
  }

  private static void print(String text, Console console) throws UserException {
    console.out().print(text);
    if (console.out().checkError()) {
      throw new UserException("the output cannot be written, so nothing else is");
    }
  }
}
