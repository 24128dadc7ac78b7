package dev.remora.inject.plan;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What can be chosen for each workload, by flags and, before them, by annotations of its Pod
 * template.
 *
 * @param container the database's container; empty to find it
 * @param secret the Secret that holds the sidecar's password; empty to take the database's own
 * @param secretKey the key of the password in it
 * @param secretUserKey the key of the user in it; empty if it is not there
 * @param username the sidecar's account, where a Secret is named
 * @param port the port of the metrics; 0 for 9104 or the next free one
 * @param cpu what it may have of the processors
 * @param memory what it may have of the memory
 */
public record Choices(
    String container,
    String secret,
    String secretKey,
    String secretUserKey,
    String username,
    int port,
    Placement placement,
    Scrape scrape,
    Connection connection,
    Set<Permission> permissions,
    Amount cpu,
    Amount memory) {

  /** Those that hold where nothing is said. */
  public static final Choices DEFAULTS =
      new Choices(
          "",
          "",
          "password",
          "",
          "exporter",
          0,
          Placement.AUTO,
          Scrape.POD_MONITOR,
          Connection.TCP,
          Set.of(),
          Amount.CPU,
          Amount.MEMORY);

  private static final int HIGHEST_PORT = 65535;

  /** What kind of container the sidecar is. */
  public enum Placement {
    /** Native where the Pod ends by itself and the cluster knows of such, else classic. */
    AUTO,
    /** Beside the other containers. */
    CLASSIC,
    /** The last init container, which goes on; from Kubernetes 1.29. */
    NATIVE
  }

  /** How Prometheus learns of it. */
  public enum Scrape {
    /** By a label that a PodMonitor selects, and the port's name. */
    POD_MONITOR,
    /** By the annotations {@code prometheus.io/*}. */
    ANNOTATIONS,
    /** By means of its own. */
    NONE
  }

  /** How the sidecar reaches the database. */
  public enum Connection {
    /** By the loopback address. */
    TCP,
    /** By the unix socket, in a volume of both containers. */
    SOCKET
  }

  /** What is not done unasked. */
  public enum Permission {
    /** A password that stands in the manifest is written there a second time. */
    PLAINTEXT,
    /** The metrics are at a port of the node. */
    HOST_NETWORK
  }

  /** Copies the set. */
  public Choices {
    permissions = Set.copyOf(permissions);
  }

  /** Whether something was allowed. */
  boolean allow(Permission permission) {
    return permissions.contains(permission);
  }

  /** The same with another kind of container. */
  Choices with(Placement other) {
    return new Choices(
        container,
        secret,
        secretKey,
        secretUserKey,
        username,
        port,
        other,
        scrape,
        connection,
        permissions,
        cpu,
        memory);
  }

  /**
   * These, with what annotations say otherwise.
   *
   * @param problems takes a line for each annotation that cannot be followed
   */
  Choices overriddenBy(Map<String, String> annotations, List<String> problems) {
    return new Choices(
        annotations.getOrDefault(Names.CONTAINER, container),
        secretText(annotations, Names.SECRET, secret, SecretText.NAME, problems),
        secretText(annotations, Names.SECRET_KEY, secretKey, SecretText.KEY, problems),
        secretText(annotations, Names.SECRET_USER_KEY, secretUserKey, SecretText.KEY, problems),
        annotations.getOrDefault(Names.USERNAME, username),
        port(annotations, problems),
        one(annotations, Names.SIDECAR, placement, problems),
        one(annotations, Names.SCRAPE, scrape, problems),
        one(annotations, Names.CONNECTION, connection, problems),
        permissions(annotations, problems),
        amount(annotations, Names.CPU, cpu, problems),
        amount(annotations, Names.MEMORY, memory, problems));
  }

  /** Where a flag may say nothing, an annotation may, too: it takes back what the flag says. */
  private static String secretText(
      Map<String, String> annotations,
      String name,
      String otherwise,
      SecretText kind,
      List<String> problems) {
    String text = annotations.getOrDefault(name, otherwise);
    boolean mayBeEmpty = !name.equals(Names.SECRET_KEY);
    if (!kind.matches(text) && !(text.isEmpty() && mayBeEmpty)) {
      problems.add("%s is \"%s\", and %s is due".formatted(name, text, kind.due()));
    }
    return text;
  }

  private static Amount amount(
      Map<String, String> annotations, String name, Amount otherwise, List<String> problems) {
    String text = annotations.getOrDefault(name, otherwise.toString());
    Optional<Amount> amount = Amount.parse(text);
    if (amount.isEmpty()) {
      problems.add("%s is \"%s\", and %s".formatted(name, text, Amount.DUE));
    }
    return amount.orElse(otherwise);
  }

  private int port(Map<String, String> annotations, List<String> problems) {
    String text = annotations.getOrDefault(Names.PORT, Integer.toString(port));
    try {
      int number = Integer.parseInt(text);
      if (number >= 0 && number <= HIGHEST_PORT) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, as one out of range.
    }
    problems.add(
        "%s is \"%s\", and a port from 1 to %d is due".formatted(Names.PORT, text, HIGHEST_PORT));
    return port;
  }

  private static <T extends Enum<T>> T one(
      Map<String, String> annotations, String name, T otherwise, List<String> problems) {
    String text = annotations.getOrDefault(name, text(otherwise));
    List<String> known = new ArrayList<>();
    for (T each : otherwise.getDeclaringClass().getEnumConstants()) {
      if (text(each).equals(text)) {
        return each;
      }
      known.add(text(each));
    }
    problems.add("%s is \"%s\", and one of %s is due".formatted(name, text, known));
    return otherwise;
  }

  private Set<Permission> permissions(Map<String, String> annotations, List<String> problems) {
    Set<Permission> all = EnumSet.noneOf(Permission.class);
    all.addAll(permissions);
    for (String each : annotations.getOrDefault(Names.ALLOW, "").split(",", -1)) {
      if (!each.isBlank()) {
        all.add(
            one(Map.of(Names.ALLOW, each.strip()), Names.ALLOW, Permission.PLAINTEXT, problems));
      }
    }
    return all;
  }

  /** As flags and annotations write it: {@code pod-monitor}. */
  public static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
