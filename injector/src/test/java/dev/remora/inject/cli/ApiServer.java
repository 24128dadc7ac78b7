package dev.remora.inject.cli;

import dev.remora.inject.json.JsonNull;
import dev.remora.inject.plan.PodKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What an API server makes of an object that it keeps, as far as Pod templates go: it tells what
 * holds where nothing was said, forgets what is empty, and orders keys.
 */
final class ApiServer {
  // Where these are empty, they come back all the same.
  private static final Set<String> KEPT = Set.of("resources", "securityContext", "emptyDir");

  private ApiServer() {}

  /** The object as it comes back. */
  static Map<String, Object> keeps(Map<String, Object> object) {
    Map<String, Object> kept = changeable(withoutEmpty(object));
    PodKind.of(String.valueOf(kept.get("apiVersion")), String.valueOf(kept.get("kind")))
        .flatMap(kind -> kind.template().in(kept))
        .ifPresent(template -> defaults(changeable(template)));
    return changeable(ordered(kept));
  }

  private static void defaults(Map<String, Object> template) {
    changeable(template.computeIfAbsent("metadata", key -> new LinkedHashMap<>()))
        .putIfAbsent("creationTimestamp", JsonNull.NULL);
    Map<String, Object> spec =
        changeable(template.computeIfAbsent("spec", key -> new LinkedHashMap<>()));
    spec.putIfAbsent("dnsPolicy", "ClusterFirst");
    spec.putIfAbsent("restartPolicy", "Always");
    spec.putIfAbsent("schedulerName", "default-scheduler");
    spec.putIfAbsent("securityContext", new LinkedHashMap<>());
    spec.putIfAbsent("terminationGracePeriodSeconds", 30);
    boolean hostNetwork = Boolean.TRUE.equals(spec.get("hostNetwork"));
    for (String list : List.of("containers", "initContainers")) {
      maps(spec.getOrDefault(list, List.of()))
          .forEach(container -> container(container, hostNetwork));
    }
  }

  private static void container(Map<String, Object> container, boolean hostNetwork) {
    String image = String.valueOf(container.get("image"));
    boolean moving = !image.contains(":") || image.endsWith(":latest");
    container.putIfAbsent("imagePullPolicy", moving ? "Always" : "IfNotPresent");
    container.putIfAbsent("resources", new LinkedHashMap<>());
    container.putIfAbsent("terminationMessagePath", "/dev/termination-log");
    container.putIfAbsent("terminationMessagePolicy", "File");
    for (Map<String, Object> port : maps(container.getOrDefault("ports", List.of()))) {
      port.putIfAbsent("protocol", "TCP");
      if (hostNetwork) {
        port.putIfAbsent("hostPort", port.getOrDefault("containerPort", 0));
      }
    }
    for (Map<String, Object> variable : maps(container.getOrDefault("env", List.of()))) {
      if (variable.get("valueFrom") instanceof Map<?, ?> source
          && source.get("fieldRef") instanceof Map<?, ?> field) {
        changeable(field).putIfAbsent("apiVersion", "v1");
      }
    }
    for (String name : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
      if (container.get(name) instanceof Map<?, ?> probe) {
        probe(changeable(probe));
      }
    }
  }

  private static void probe(Map<String, Object> probe) {
    probe.putIfAbsent("timeoutSeconds", 1);
    probe.putIfAbsent("periodSeconds", 10);
    probe.putIfAbsent("successThreshold", 1);
    probe.putIfAbsent("failureThreshold", 3);
    if (probe.get("httpGet") instanceof Map<?, ?> request) {
      changeable(request).putIfAbsent("scheme", "HTTP");
    }
  }

  private static Object withoutEmpty(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> left = new LinkedHashMap<>();
        map.forEach((key, each) -> {
          Object rest = withoutEmpty(each);
          if (KEPT.contains(key) || !isEmpty(rest)) {
            left.put(String.valueOf(key), rest);
          }
        });
        yield left;
      }
      case List<?> list -> {
        List<Object> left = new ArrayList<>();
        list.forEach(each -> left.add(withoutEmpty(each)));
        yield left;
      }
      default -> value;
    };
  }

  private static boolean isEmpty(Object value) {
    return value == JsonNull.NULL
        || value.equals("")
        || value.equals(List.of())
        || value.equals(Map.of());
  }

  private static Object ordered(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, each) -> sorted.put(String.valueOf(key), ordered(each)));
        yield new LinkedHashMap<>(sorted);
      }
      case List<?> list -> {
        List<Object> all = new ArrayList<>();
        list.forEach(each -> all.add(ordered(each)));
        yield all;
      }
      default -> value;
    };
  }

  private static List<Map<String, Object>> maps(Object list) {
    List<Map<String, Object>> maps = new ArrayList<>();
    if (list instanceof List<?> items) {
      items.stream().filter(Map.class::isInstance).forEach(item -> maps.add(changeable(item)));
    }
    return maps;
  }

  // All maps here are copies made by this class.
  @SuppressWarnings("unchecked")
  private static Map<String, Object> changeable(Object map) {
    return (Map<String, Object>) map;
  }
}
