package dev.remora.inject.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Thinks of manifests: workloads with databases and without, and what stands around them. */
final class Author {
  private static final List<String> KINDS =
      List.of(
          "Pod",
          "Deployment",
          "StatefulSet",
          "DaemonSet",
          "ReplicaSet",
          "ReplicationController",
          "Job",
          "CronJob");
  private static final List<String> IMAGES =
      List.of("mysql:8.0", "mariadb", "docker.io/bitnami/mysql:8.4", "percona/percona-server:8.0");

  private final Random random;

  Author(Random random) {
    this.random = random;
  }

  /** A whole text, with its line ends. */
  String text() {
    Scribe scribe = new Scribe(random);
    StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "# A file.\n" : "");
    int documents = 1 + random.nextInt(3);
    for (int i = 0; i < documents; i++) {
      if (i > 0 || random.nextInt(4) == 0) {
        text.append(
            List.of("---\n", "--- # next\n", "...\n---\n").get(i > 0 ? random.nextInt(3) : 0));
      }
      text.append(scribe.write(document()));
    }
    String all = text.toString();
    if (random.nextInt(5) == 0) {
      all = all.stripTrailing();
    }
    return random.nextInt(4) == 0 ? all.replace("\n", "\r\n") : all;
  }

  private Map<String, Object> document() {
    if (random.nextInt(6) == 0) {
      List<Object> items = new ArrayList<>();
      for (int i = random.nextInt(3); i >= 0; i--) {
        items.add(object());
      }
      return map("apiVersion", "v1", "kind", "List", "items", items);
    }
    return object();
  }

  private Map<String, Object> object() {
    if (random.nextInt(5) == 0) {
      Map<String, Object> data = map("a", "1", "script", "echo\necho again");
      return map(
          "apiVersion", "v1", "kind", "ConfigMap", "metadata", map("name", "c"), "data", data);
    }
    String kind = one(KINDS);
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("apiVersion", apiVersion(kind));
    object.put("kind", kind);
    object.put("metadata", map("name", "m" + random.nextInt(100)));
    Map<String, Object> template = template();
    switch (kind) {
      case "Pod" -> template.forEach((key, value) -> object.merge(key, value, Author::merged));
      case "CronJob" -> {
        Map<String, Object> job = map("spec", map("template", template));
        object.put("spec", map("schedule", "@daily", "jobTemplate", job));
      }
      default -> object.put("spec", map("template", template));
    }
    return object;
  }

  private static Object merged(Object one, Object other) {
    Map<String, Object> both = new LinkedHashMap<>();
    ((Map<?, ?>) one).forEach((key, value) -> both.put(String.valueOf(key), value));
    ((Map<?, ?>) other).forEach((key, value) -> both.put(String.valueOf(key), value));
    return both;
  }

  private static String apiVersion(String kind) {
    return switch (kind) {
      case "Pod", "ReplicationController" -> "v1";
      case "Job", "CronJob" -> "batch/v1";
      default -> "apps/v1";
    };
  }

  private Map<String, Object> template() {
    Map<String, Object> metadata = new LinkedHashMap<>();
    if (random.nextBoolean()) {
      metadata.put("labels", random.nextInt(4) == 0 ? map() : map("app", "m"));
    }
    if (random.nextInt(3) == 0) {
      metadata.put("annotations", random.nextInt(3) == 0 ? map() : map("note", "it's \"so\": #1"));
    }
    Map<String, Object> spec = new LinkedHashMap<>();
    if (random.nextInt(3) == 0) {
      spec.put("restartPolicy", "Never");
    }
    if (random.nextInt(4) == 0) {
      spec.put("initContainers", random.nextBoolean() ? List.of() : List.of(helper("init")));
    }
    List<Object> containers = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      containers.add(helper("helper" + i));
    }
    containers.add(random.nextInt(containers.size() + 1), database());
    spec.put("containers", containers);
    if (random.nextInt(3) == 0) {
      spec.put(
          "volumes",
          random.nextBoolean() ? List.of() : List.of(map("name", "d", "emptyDir", map())));
    }
    Map<String, Object> template = new LinkedHashMap<>();
    if (!metadata.isEmpty() || random.nextBoolean()) {
      template.put("metadata", metadata);
    }
    template.put("spec", spec);
    return template;
  }

  private Map<String, Object> helper(String name) {
    Map<String, Object> container = map("name", name, "image", "busybox");
    if (random.nextBoolean()) {
      container.put("command", List.of("sh", "-c", "exec something\nwith lines"));
    }
    if (random.nextInt(4) == 0) {
      container.put("ports", List.of(map("containerPort", 9104 + random.nextInt(2))));
    }
    return container;
  }

  private Map<String, Object> database() {
    Map<String, Object> container = map("name", "db", "image", one(IMAGES));
    Map<String, Object> reference = map("secretKeyRef", map("name", "s", "key", "k"));
    container.put(
        "env",
        switch (random.nextInt(5)) {
          case 0 -> List.of(map("name", "MYSQL_ROOT_PASSWORD", "value", "in the open: 'yes'"));
          case 1 -> List.of(map("name", "MYSQL_ALLOW_EMPTY_PASSWORD", "value", "yes"));
          case 2 -> List.of(map("name", "MYSQL_RANDOM_ROOT_PASSWORD", "value", "1"));
          default -> List.of(map("name", "MYSQL_ROOT_PASSWORD", "valueFrom", reference));
        });
    if (random.nextInt(3) > 0) {
      container.put("ports", List.of(map("containerPort", 3306)));
    }
    if (random.nextInt(3) == 0) {
      container.put("args", List.of("--max-connections=10", "--init-connect=SET a=1;\nSET b=2"));
    }
    if (random.nextInt(4) == 0) {
      container.put("resources", map());
    }
    if (random.nextInt(4) == 0) {
      container.put("volumeMounts", List.of(map("name", "d", "mountPath", "/var/lib/mysql")));
    }
    return container;
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private static Map<String, Object> map(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return map;
  }
}
