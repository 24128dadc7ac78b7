package dev.remora.doctor;

import dev.remora.config.ConfigurationException;
import dev.remora.config.Flags;
import dev.remora.config.Origin;
import dev.remora.config.Origins;
import dev.remora.config.Sections;
import dev.remora.config.Settings;
import dev.remora.config.SettingsReader;
import dev.remora.config.Shown;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.Target;
import dev.remora.web.Web;
import java.util.ArrayList;
import java.util.List;

/** {@code check}: what the sidecar would do with these settings, and what of it can work. */
final class Check {
  private final Invocation invocation;

  Check(Invocation invocation) {
    this.invocation = invocation;
  }

  /** The report, or why there was no connection. */
  Answer answer() throws ConfigurationException {
    Format format = format();
    Settings settings = settings();
    Target target = invocation.target(settings.sections());
    List<Origin> configuration = configuration(target);
    Examination examination;
    try {
      examination =
          Examination.of(
              target, settings.collectors(), settings.queryTimeout(), invocation.deadline());
    } catch (MysqlException e) {
      Unreached unreached = Unreached.of(e, target);
      return Answer.unreached(
          unreached,
          format == Format.JSON
              ? JsonReport.of(unreached, Answer.NO_CONNECTION, configuration)
              : TextReport.configuration(configuration));
    }
    Report report =
        new Report(
            invocation.line().value(Subcommand.SECTION),
            target.address().toString(),
            invocation.flagsFrom(),
            examination.server(),
            findings(examination),
            configuration,
            warnings(settings));
    return new Answer(
        report.exitCode(),
        format == Format.JSON ? JsonReport.of(report) : TextReport.of(report),
        "");
  }

  /** The settings, as long as the sidecar would start with them: the web's file, too, is read. */
  private Settings settings() throws ConfigurationException {
    String web = invocation.line().value(Flags.WEB_CONFIG_FILE);
    List<String> problems = web.isEmpty() ? List.of() : Web.problems(web);
    Settings settings;
    try {
      settings =
          SettingsReader.read(invocation.line(), invocation.environment(), invocation.collectors());
    } catch (ConfigurationException e) {
      throw e.and(problems);
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return settings;
  }

  private List<Finding> findings(Examination examination) throws ConfigurationException {
    String seconds = "%s s".formatted(invocation.line().value(Subcommand.TIMEOUT));
    Judge judge = new Judge(examination.server(), "of " + seconds + " for everything");
    List<Finding> findings = new ArrayList<>();
    for (Observed observed : examination.tried()) {
      boolean asked = invocation.line().has("collect." + observed.name());
      findings.add(judge.finding(observed.facts(), asked, observed.attempt()));
    }
    return findings;
  }

  private List<Origin> configuration(Target target) throws ConfigurationException {
    Origins origins =
        new Origins(invocation.line(), invocation.environment(), invocation.flagsFrom().words());
    List<Origin> all = new ArrayList<>();
    String address = invocation.line().value(Subcommand.TARGET);
    if (!address.isEmpty()) {
      all.add(new Origin("target", address, "flag --target"));
    }
    all.addAll(origins.section(invocation.line().value(Subcommand.SECTION), target));
    all.addAll(origins.flags(invocation.sidecarFlags()));
    return all;
  }

  private static List<String> warnings(Settings settings) {
    List<String> warnings = new ArrayList<>(settings.warnings());
    settings
        .sections()
        .problems()
        .forEach((section, problem) -> {
          // Option files have sections of other programs.
          if (section.equals(Sections.OWN) || section.startsWith(Sections.OWN + ".")) {
            warnings.add("section [%s] is left out: %s".formatted(section, problem.getMessage()));
          }
        });
    return warnings;
  }

  private Format format() throws ConfigurationException {
    String text = invocation.line().value(Subcommand.FORMAT);
    return switch (text) {
      case "text" -> Format.TEXT;
      case "json" -> Format.JSON;
      default ->
          throw new ConfigurationException(
              "--%s \"%s\" is neither text nor json".formatted(Subcommand.FORMAT, Shown.of(text)));
    };
  }

  private enum Format {
    TEXT,
    JSON
  }
}
