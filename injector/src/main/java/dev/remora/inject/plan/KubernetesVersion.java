package dev.remora.inject.plan;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of a cluster, as far as the planner goes by it. */
public record KubernetesVersion(int major, int minor) {
  /** That of a cluster of which nobody said one; then nothing is taken for granted. */
  public static final KubernetesVersion UNKNOWN = new KubernetesVersion(0, 0);

  private static final KubernetesVersion FIRST_WITH_NATIVE_SIDECARS = new KubernetesVersion(1, 29);
  // As clusters tell it: 1.29, v1.29.3, v1.29.3-gke.1282000, 1.29+.
  private static final Pattern WRITTEN = Pattern.compile("v?([0-9]{1,4})\\.([0-9]{1,4})([.+-].*)?");

  /** What a text says; none if it is no version. */
  public static Optional<KubernetesVersion> parse(String text) {
    Matcher written = WRITTEN.matcher(text);
    return written.matches()
        ? Optional.of(
            new KubernetesVersion(
                Integer.parseInt(written.group(1)), Integer.parseInt(written.group(2))))
        : Optional.empty();
  }

  /**
   * Whether an init container may go on beside the others. Before, the field that says so is
   * dropped, and an init container that does not end keeps the Pod from starting.
   */
  public boolean hasNativeSidecars() {
    return major > FIRST_WITH_NATIVE_SIDECARS.major
        || (major == FIRST_WITH_NATIVE_SIDECARS.major && minor >= FIRST_WITH_NATIVE_SIDECARS.minor);
  }

  /** As people write it: {@code 1.29}. */
  @Override
  public String toString() {
    return major + "." + minor;
  }
}
