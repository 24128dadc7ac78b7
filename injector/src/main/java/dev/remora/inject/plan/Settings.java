package dev.remora.inject.plan;

import java.util.List;

/**
 * What is the same for all workloads.
 *
 * @param version the version of the injector, which the status annotation bears
 * @param image the sidecar's image
 * @param user the user id that the sidecar runs as; empty to leave it to the cluster, as OpenShift
 *     wants
 * @param arguments more arguments of the sidecar, such as {@code --collect.info_schema.tables}
 * @param choices what a workload's annotations may say otherwise
 * @param kubernetes the version of the cluster that the workloads are for
 */
public record Settings(
    String version,
    String image,
    String user,
    List<String> arguments,
    Choices choices,
    KubernetesVersion kubernetes) {
  /** The user of the sidecar's image. */
  public static final String NOBODY = "65534";

  /** Copies the list. */
  public Settings {
    arguments = List.copyOf(arguments);
  }

  /** Those that hold where nothing is said. */
  public static Settings defaults(String version, String image) {
    return new Settings(
        version, image, NOBODY, List.of(), Choices.DEFAULTS, KubernetesVersion.UNKNOWN);
  }

  /** The same with other choices. */
  public Settings with(Choices others) {
    return new Settings(version, image, user, arguments, others, kubernetes);
  }

  /** The same for a cluster of another version. */
  public Settings with(KubernetesVersion other) {
    return new Settings(version, image, user, arguments, choices, other);
  }
}
