package dev.remora.inject.cli;

import dev.remora.inject.plan.Settings;
import dev.remora.inject.webhook.Certificates;
import dev.remora.inject.webhook.KubernetesApi;
import dev.remora.inject.webhook.Metrics;
import dev.remora.inject.webhook.MountedCertificates;
import dev.remora.inject.webhook.OwnCertificates;
import dev.remora.inject.webhook.Presented;
import dev.remora.inject.webhook.Reviewer;
import dev.remora.inject.webhook.Server;
import dev.remora.log.Format;
import dev.remora.log.Level;
import dev.remora.log.Log;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** {@code remora-webhook}: the admission webhook, wired by hand. */
@Command(
    name = "remora-webhook",
    description = "Adds the metrics sidecar to Pods with MySQL and MariaDB as they are made.",
    mixinStandardHelpOptions = true)
public final class WebhookMain implements Callable<Integer> {
  private static final Duration LOOK = Duration.ofSeconds(10);
  // For endpoints to be taken out of Services, everywhere.
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final PrintStream err;
  private final Version version;
  @Mixin private PlanOptions plan = new PlanOptions();
  @Mixin private WebhookOptions options = new WebhookOptions();

  private WebhookMain(PrintStream err, Version version) {
    this.err = err;
    this.version = version;
  }

  /** Runs until it is told to end; exits with 1 after a mistake of whoever started it. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(out, err, arguments));
  }

  static int run(PrintStream out, PrintStream err, String... arguments) {
    Version version = Version.read();
    CommandLine line = new CommandLine(new WebhookMain(err, version));
    line.getCommandSpec().version("remora-webhook " + version.text());
    line.setOut(new java.io.PrintWriter(out, true, StandardCharsets.UTF_8));
    line.setErr(new java.io.PrintWriter(err, true, StandardCharsets.UTF_8));
    line.setParameterExceptionHandler((e, words) -> mistake(err, e));
    line.setExecutionExceptionHandler((e, command, result) -> failure(err, e));
    return line.execute(arguments);
  }

  @Override
  public Integer call() throws Exception {
    Settings settings = settings();
    Log log = Log.to(err, Level.INFO, Format.LOGFMT, Clock.systemUTC()).of("webhook");
    Metrics metrics = new Metrics(version.text());
    Presented presented = new Presented(metrics, Clock.systemUTC());
    Reviewer reviewer = new Reviewer(settings, options.excluded());
    Server server = start(reviewer, presented, metrics, log);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              try {
                server.end(GRACE);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }));
    server.watch(certificates(log), LOOK);
    return 0;
  }

  /** Tells all mistakes together. */
  private Settings settings() throws UserException {
    List<String> problems = options.problems(System.getenv());
    Settings settings = Settings.defaults(version.text(), version.image());
    try {
      settings = plan.settings(version);
    } catch (UserException e) {
      problems.addAll(e.problems());
    }
    if (!problems.isEmpty()) {
      throw new UserException(problems, ExitCodes.MISTAKE);
    }
    return settings;
  }

  private Server start(Reviewer reviewer, Presented presented, Metrics metrics, Log log)
      throws UserException, GeneralSecurityException {
    try {
      return Server.start(options.addresses(), reviewer, presented, metrics, log);
    } catch (IOException e) {
      throw new UserException("cannot listen at %s: %s".formatted(options.shown(), e.getMessage()));
    }
  }

  private Certificates certificates(Log log) throws UserException {
    if (!options.isSelfSigned()) {
      return new MountedCertificates(options.certificate(), options.key(), log);
    }
    return new OwnCertificates(
        new KubernetesApi(options.apiServer(), options.account()),
        options.place(),
        Clock.systemUTC(),
        log);
  }

  private static int mistake(PrintStream err, ParameterException e) {
    err.println("remora-webhook: error: " + e.getMessage());
    err.println("\"remora-webhook --help\" tells what there is");
    return ExitCodes.MISTAKE;
  }

  private static int failure(PrintStream err, Exception e) {
    if (!(e instanceof UserException mistakes)) {
      err.println("remora-webhook: error: a fault of ours: " + e);
      return ExitCodes.MISTAKE;
    }
    mistakes.problems().forEach(problem -> err.println("remora-webhook: error: " + problem));
    return mistakes.exitCode();
  }
}
