package dev.remora.inject.plan;

import dev.remora.inject.plan.Choices.Placement;
import java.util.Optional;

/**
 * Settles which kind of container the sidecar is. One that would keep the Pod from ending is never
 * chosen, and one that could keep it from starting only where somebody asked for it.
 */
final class SidecarKind {
  private final String ending;
  private final boolean besideNativeOne;
  private final boolean isKnown;
  private final KubernetesVersion kubernetes;

  SidecarKind(Workload workload, Pod pod, Server server, KubernetesVersion kubernetes) {
    this.ending = ending(workload, pod);
    this.besideNativeOne = server.container().path().isWithin(Pointer.of("spec", "initContainers"));
    this.isKnown = kubernetes.hasNativeSidecars() || pod.hasNativeSidecars();
    this.kubernetes = kubernetes;
  }

  /** Why the Pod ends by itself; empty if it does not. */
  private static String ending(Workload workload, Pod pod) {
    if (workload.kind().ends()) {
      return "it ends by itself";
    }
    return pod.ends()
        ? "its restartPolicy is %s, so it ends with its containers".formatted(pod.restartPolicy())
        : "";
  }

  /** The kind for what was asked, never {@link Placement#AUTO}; none if there is no safe one. */
  Optional<Placement> of(Placement asked) {
    return switch (asked) {
      case NATIVE -> Optional.of(Placement.NATIVE);
      case CLASSIC -> ending.isEmpty() ? Optional.of(Placement.CLASSIC) : Optional.empty();
      case AUTO -> {
        if (ending.isEmpty() && !besideNativeOne) {
          yield Optional.of(Placement.CLASSIC);
        }
        yield isKnown ? Optional.of(Placement.NATIVE) : Optional.empty();
      }
    };
  }

  /** Why there is no safe one. */
  String problem(Placement asked) {
    String start = ending + ", and a classic sidecar would keep it from that; ";
    if (asked == Placement.CLASSIC) {
      return start + "%s or --sidecar: native or auto".formatted(Names.SIDECAR);
    }
    return start
        + "a native one wants Kubernetes 1.29 or later, and %s: --kubernetes=VERSION, or %s: native"
            .formatted(
                kubernetes.equals(KubernetesVersion.UNKNOWN)
                    ? "nobody said which the cluster has"
                    : "the cluster has " + kubernetes,
                Names.SIDECAR);
  }

  /** What the owner should know of the kind; empty if nothing. */
  Optional<String> warning(Placement settled) {
    return settled == Placement.NATIVE && !isKnown
        ? Optional.of(
            "a native sidecar wants Kubernetes 1.29 or later; before, the Pod never starts")
        : Optional.empty();
  }
}
