package dev.remora.cli;

import dev.remora.catalog.Catalog;
import dev.remora.collector.Collector;
import dev.remora.config.CommandLine;
import dev.remora.config.ConfigurationException;
import dev.remora.config.Flag;
import dev.remora.config.Flags;
import dev.remora.config.LiveSections;
import dev.remora.config.Settings;
import dev.remora.config.SettingsReader;
import dev.remora.doctor.Doctor;
import dev.remora.log.Log;
import dev.remora.self.BuildInfo;
import dev.remora.web.Web;
import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The program: reads what it was told, serves until it is told to stop. */
public final class Main {
  private static final int SUCCESS = 0;
  private static final int MISTAKE = 1;

  // The launcher says by which name it was called.
  private static final String PROGRAM = System.getProperty("remora.program", "remora");

  private Main() {}

  /** Exits with 0 when it was stopped or only asked something, with 1 after a user's mistake. */
  public static void main(String[] arguments) {
    List<Collector> collectors = Catalog.collectors();
    try {
      if (arguments.length > 0 && isForDoctor(arguments[0])) {
        System.exit(doctor(arguments, collectors));
      }
      List<Flag> flags = Flags.all(collectors);
      CommandLine line = CommandLine.parse(List.of(arguments), flags);
      // On standard error, as the reference has it: scripts read it there.
      if (line.isOn(Flags.VERSION)) {
        end(SUCCESS, System.err, Usage.version(PROGRAM, BuildInfo.read()));
      } else if (line.isOn(Flags.HELP)) {
        end(SUCCESS, line.isHelpForPipes() ? System.out : System.err, Usage.help(PROGRAM, flags));
      } else {
        Map<String, String> environment = System.getenv();
        serve(
            settings(line, environment, collectors),
            () -> SettingsReader.sections(line, environment));
      }
    } catch (ConfigurationException e) {
      StringBuilder text = new StringBuilder();
      e.problems().forEach(p -> text.append(PROGRAM + ": error: ").append(p).append('\n'));
      end(MISTAKE, System.err, text.toString());
    }
  }

  /** The first word alone: behind flags, as with the reference, no word has a place. */
  private static boolean isForDoctor(String word) {
    return word.equals("check") || word.equals("grants");
  }

  private static int doctor(String[] arguments, List<Collector> collectors)
      throws ConfigurationException {
    return Doctor.run(
        PROGRAM, List.of(arguments), System.getenv(), collectors, System.out, System.err);
  }

  private static Settings settings(
      CommandLine line, Map<String, String> environment, List<Collector> collectors)
      throws ConfigurationException {
    try {
      return SettingsReader.read(line, environment, collectors);
    } catch (ConfigurationException e) {
      String web = line.value(Flags.WEB_CONFIG_FILE);
      throw web.isEmpty() ? e : e.and(Web.problems(web));
    }
  }

  private static void serve(Settings settings, LiveSections.Reading reading)
      throws ConfigurationException {
    PrintStream err = System.err;
    Log log =
        Log.to(err, settings.logLevel(), settings.logFormat(), InstantSource.system()).of("main");
    try {
      Sidecar sidecar = Sidecar.start(settings, reading, log);
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(sidecar)));
      Hangup.calls(sidecar::reload);
    } catch (IOException e) {
      String advice = "; choose another with --web.listen-address";
      end(MISTAKE, err, PROGRAM + ": error: " + e.getMessage() + advice + "\n");
    }
  }

  private static void stop(Sidecar sidecar) {
    sidecar.close();
    // A signal would make the exit code 143; being told to stop is no failure.
    Runtime.getRuntime().halt(SUCCESS);
  }

  private static void end(int code, PrintStream out, String text) {
    out.print(text);
    out.flush();
    System.exit(code);
  }
}
