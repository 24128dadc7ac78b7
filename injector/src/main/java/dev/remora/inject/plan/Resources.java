package dev.remora.inject.plan;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sidecar's resources, as they were measured. A Pod that is Guaranteed stays so: there the
 * sidecar requests its limits.
 */
final class Resources {
  private static final String CPU_REQUEST = "10m";
  private static final String MEMORY_REQUEST = "64Mi";
  private static final String CPU_LIMIT = "200m";
  private static final String MEMORY_LIMIT = "96Mi";
  private static final List<String> COUNTED = List.of("cpu", "memory");

  private Resources() {}

  static Map<String, Object> in(Pod pod) {
    Map<String, Object> limits = amounts(CPU_LIMIT, MEMORY_LIMIT);
    Map<String, Object> resources = new LinkedHashMap<>();
    resources.put("requests", isGuaranteed(pod) ? limits : amounts(CPU_REQUEST, MEMORY_REQUEST));
    resources.put("limits", limits);
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
