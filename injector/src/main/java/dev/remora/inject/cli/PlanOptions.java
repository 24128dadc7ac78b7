package dev.remora.inject.cli;

import dev.remora.inject.plan.Amount;
import dev.remora.inject.plan.Choices;
import dev.remora.inject.plan.Choices.Connection;
import dev.remora.inject.plan.Choices.Permission;
import dev.remora.inject.plan.Choices.Placement;
import dev.remora.inject.plan.Choices.Scrape;
import dev.remora.inject.plan.KubernetesVersion;
import dev.remora.inject.plan.SecretText;
import dev.remora.inject.plan.Settings;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** The flags that say what is added. */
final class PlanOptions {
  private static final String NO_USER = "none";
  private static final int HIGHEST_PORT = 65535;

  @Option(
      names = "--container",
      paramLabel = "NAME",
      description = "The database's container; found by itself if there is one.")
  private String container = Choices.DEFAULTS.container();

  @Option(
      names = "--secret",
      paramLabel = "NAME",
      description = "The Secret with the sidecar's password; else the database's own is taken.")
  private String secret = Choices.DEFAULTS.secret();

  @Option(
      names = "--secret-key",
      paramLabel = "KEY",
      description = "The key of the password in it. Default: ${DEFAULT-VALUE}.")
  private String secretKey = Choices.DEFAULTS.secretKey();

  @Option(
      names = "--secret-user-key",
      paramLabel = "KEY",
      description = "The key of the user in it, if it is there.")
  private String secretUserKey = Choices.DEFAULTS.secretUserKey();

  @Option(
      names = "--username",
      paramLabel = "NAME",
      description = "The user whose password the Secret has. Default: ${DEFAULT-VALUE}.")
  private String username = Choices.DEFAULTS.username();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port of the metrics. Default: 9104, or the next free one.")
  private String port = "0";

  @Option(
      names = "--sidecar",
      paramLabel = "KIND",
      description =
          "classic, native (from Kubernetes 1.29) or auto: native for Pods that end by themselves, see"
              + " --kubernetes.")
  private String sidecar = Choices.text(Choices.DEFAULTS.placement());

  @Option(names = "--native", description = "The same as --sidecar=native.")
  private boolean nativeSidecar;

  @Option(
      names = "--kubernetes",
      paramLabel = "VERSION",
      description =
          "The cluster's version, such as 1.31. From 1.29 on, Pods that end by themselves, as those of"
              + " Jobs, get a native sidecar; where it is not said, they get none.")
  private String kubernetes = "";

  @Option(
      names = "--scrape",
      paramLabel = "WAY",
      description =
          "How Prometheus learns of it: pod-monitor (a label), annotations or none."
              + " Default: ${DEFAULT-VALUE}.")
  private String scrape = Choices.text(Choices.DEFAULTS.scrape());

  @Option(
      names = "--socket",
      description =
          "Reach the database by its unix socket; gives its container a volume mount where it has"
              + " none there.")
  private boolean socket;

  @Option(names = "--allow-plaintext", description = "Copy a password that stands in the manifest.")
  private boolean allowPlaintext;

  @Option(
      names = "--allow-host-network",
      description = "Also where the metrics are at a port of the node.")
  private boolean allowHostNetwork;

  @Option(
      names = "--cpu",
      paramLabel = "REQUEST[:LIMIT]",
      description = "What the sidecar may have of the processors. Default: ${DEFAULT-VALUE}.")
  private String cpu = Amount.CPU.toString();

  @Option(
      names = "--memory",
      paramLabel = "REQUEST[:LIMIT]",
      description = "What it may have of the memory. Default: ${DEFAULT-VALUE}.")
  private String memory = Amount.MEMORY.toString();

  @Option(names = "--image", paramLabel = "IMAGE", description = "The sidecar's image.")
  private String image = "";

  @Option(
      names = "--run-as-user",
      paramLabel = "UID",
      description =
          "The user that the sidecar runs as; none leaves it to the cluster, as OpenShift wants."
              + " Default: ${DEFAULT-VALUE}.")
  private String runAsUser = Settings.NOBODY;

  @Option(
      names = "--exporter-arg",
      paramLabel = "ARG",
      description = "One more argument of the sidecar, such as --collect.info_schema.tables.")
  private List<String> exporterArguments = new ArrayList<>();

  Settings settings(Version version) throws UserException {
    List<String> problems = new ArrayList<>();
    Set<Permission> permissions = EnumSet.noneOf(Permission.class);
    if (allowPlaintext) {
      permissions.add(Permission.PLAINTEXT);
    }
    if (allowHostNetwork) {
      permissions.add(Permission.HOST_NETWORK);
    }
    if (!secret.isEmpty()) {
      check("--secret", secret, SecretText.NAME, problems);
    }
    check("--secret-key", secretKey, SecretText.KEY, problems);
    if (!secretUserKey.isEmpty()) {
      check("--secret-user-key", secretUserKey, SecretText.KEY, problems);
    }
    Choices choices =
        new Choices(
            container,
            secret,
            secretKey,
            secretUserKey,
            username,
            number("--port", port, 0, HIGHEST_PORT, problems),
            nativeSidecar ? Placement.NATIVE : one("--sidecar", sidecar, Placement.AUTO, problems),
            one("--scrape", scrape, Scrape.NONE, problems),
            socket ? Connection.SOCKET : Connection.TCP,
            permissions,
            amount("--cpu", cpu, problems),
            amount("--memory", memory, problems));
    boolean nobody = runAsUser.equals(NO_USER);
    KubernetesVersion cluster = cluster(problems);
    if (choices.placement() == Placement.NATIVE
        && !cluster.equals(KubernetesVersion.UNKNOWN)
        && !cluster.hasNativeSidecars()) {
      problems.add("--sidecar=native: Kubernetes %s has no such, 1.29 has".formatted(cluster));
    }
    int user = nobody ? 0 : number("--run-as-user", runAsUser, 1, Integer.MAX_VALUE, problems);
    if (!problems.isEmpty()) {
      throw new UserException(problems, ExitCodes.MISTAKE);
    }
    return new Settings(
        version.text(),
        image.isEmpty() ? version.image() : image,
        nobody ? "" : Integer.toString(user),
        exporterArguments,
        choices,
        cluster);
  }

  private KubernetesVersion cluster(List<String> problems) {
    if (kubernetes.isEmpty()) {
      return KubernetesVersion.UNKNOWN;
    }
    Optional<KubernetesVersion> version = KubernetesVersion.parse(kubernetes);
    if (version.isEmpty()) {
      problems.add("--kubernetes=%s: a version such as 1.31 is due".formatted(kubernetes));
    }
    return version.orElse(KubernetesVersion.UNKNOWN);
  }

  private static Amount amount(String flag, String text, List<String> problems) {
    Optional<Amount> amount = Amount.parse(text);
    if (amount.isEmpty()) {
      problems.add("%s=%s: %s".formatted(flag, text, Amount.DUE));
    }
    return amount.orElse(Amount.CPU);
  }

  private static void check(String flag, String text, SecretText kind, List<String> problems) {
    if (!kind.matches(text)) {
      problems.add("%s=%s: %s is due".formatted(flag, text, kind.due()));
    }
  }

  private static int number(
      String flag, String text, int lowest, int highest, List<String> problems) {
    try {
      int number = Integer.parseInt(text);
      if (number >= lowest && number <= highest) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, as one out of range.
    }
    problems.add("%s=%s: a number from %d to %d is due".formatted(flag, text, lowest, highest));
    return 0;
  }

  static <T extends Enum<T>> T one(String flag, String text, T otherwise, List<String> problems) {
    List<String> known = new ArrayList<>();
    for (T each : otherwise.getDeclaringClass().getEnumConstants()) {
      if (Choices.text(each).equals(text.toLowerCase(Locale.ROOT))) {
        return each;
      }
      known.add(Choices.text(each));
    }
    problems.add("%s=%s: one of %s is due".formatted(flag, text, String.join(", ", known)));
    return otherwise;
  }
}
