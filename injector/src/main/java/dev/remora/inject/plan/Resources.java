package dev.remora.inject.plan;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sidecar's resources. A Pod that is Guaranteed stays so: there the sidecar requests its
 * limits. What the Pod has as a whole, all its containers share: a request of one more could be too
 * much, and the Pod be refused.
 */
final class Resources {
  private static final List<String> COUNTED = List.of("cpu", "memory");

  private Resources() {}

  /** Those in a Pod; empty if it leaves none to give. */
  static Map<String, Object> in(Pod pod, Choices choices) {
    Map<String, Object> limits = amounts(choices.cpu().limit(), choices.memory().limit());
    Map<String, Object> requests =
        isGuaranteed(pod) ? limits : amounts(choices.cpu().request(), choices.memory().request());
    requests.keySet().removeAll(pod.sharedResources());
    limits.keySet().removeAll(pod.sharedResources());
    Map<String, Object> resources = new LinkedHashMap<>();
    if (!limits.isEmpty()) {
      resources.put("requests", requests);
      resources.put("limits", limits);
    }
    return resources;
  }

  static boolean isGuaranteed(Pod pod) {
    return !pod.containers().isEmpty() && pod.all().stream().allMatch(Resources::isGuaranteed);
  }

  private static boolean isGuaranteed(Container container) {
    for (String name : COUNTED) {
      Optional<BigDecimal> limit = Quantity.of(container.limits().get(name));
      Optional<BigDecimal> request = Quantity.of(container.requests().get(name));
      if (limit.isEmpty() || (request.isPresent() && !request.equals(limit))) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, Object> amounts(String cpu, String memory) {
    Map<String, Object> amounts = new LinkedHashMap<>();
    amounts.put("cpu", cpu);
    amounts.put("memory", memory);
    return amounts;
  }
}
