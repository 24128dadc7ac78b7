package dev.remora.inject.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * A container, as far as the planner looks at it.
 *
 * @param path where it stands in the Pod template
 * @param environment its variables by name, in their order
 * @param environmentFrom names of the Secrets and ConfigMaps that give it more variables
 * @param mounts its volume mounts
 * @param limits its limits of resources, as they are
 * @param requests its requests of resources, as they are
 * @param restarts whether it goes on when it stands among the init containers
 */
record Container(
    Pointer path,
    String name,
    String image,
    List<String> command,
    List<String> arguments,
    Map<String, Variable> environment,
    List<String> environmentFrom,
    List<Port> ports,
    List<Mount> mounts,
    Map<String, Object> limits,
    Map<String, Object> requests,
    boolean restarts) {

  static Container read(Map<String, Object> map, Pointer at) throws ShapeException {
    Map<String, Object> resources = Shape.map(map, at, "resources");
    Pointer atResources = at.then("resources");
    return new Container(
        at,
        Shape.text(map, at, "name"),
        Shape.text(map, at, "image"),
        Shape.texts(map, at, "command"),
        Shape.texts(map, at, "args"),
        environment(map, at),
        environmentFrom(map, at),
        Shape.maps(map, at, "ports").stream().map(Container::port).toList(),
        Shape.maps(map, at, "volumeMounts").stream().map(Mount::read).toList(),
        Shape.map(resources, atResources, "limits"),
        Shape.map(resources, atResources, "requests"),
        Shape.text(map, at, "restartPolicy").equals("Always"));
  }

  private static Map<String, Variable> environment(Map<String, Object> map, Pointer at)
      throws ShapeException {
    Map<String, Variable> environment = new LinkedHashMap<>();
    int index = 0;
    for (Map<String, Object> each : Shape.maps(map, at, "env")) {
      Pointer path = at.then("env").then(index++);
      environment.put(
          Shape.text(each, path, "name"),
          new Variable(Shape.text(each, path, "value"), Shape.map(each, path, "valueFrom")));
    }
    return environment;
  }

  private static List<String> environmentFrom(Map<String, Object> map, Pointer at)
      throws ShapeException {
    return Shape.maps(map, at, "envFrom").stream()
        .flatMap(each -> each.values().stream())
        .map(source -> String.valueOf(Shape.lenientMap(source).getOrDefault("name", "")))
        .filter(name -> !name.isEmpty())
        .toList();
  }

  /** A text that names variables, {@code $(NAME)}, with what they are as far as it is known. */
  String expanded(String text) {
    return Variable.REFERENCE
        .matcher(text)
        .replaceAll(reference -> {
          Variable variable = environment.get(reference.group(1));
          String value = variable == null || !variable.isLiteral() ? "" : variable.value();
          return Matcher.quoteReplacement(value.isEmpty() ? reference.group() : value);
        });
  }

  /** Its name, or where it stands if it has none. */
  String shownName() {
    return name.isEmpty() ? path.toString() : name;
  }

  private static Port port(Map<String, Object> map) {
    return new Port(
        String.valueOf(map.getOrDefault("name", "")),
        lenientNumber(map.get("containerPort")),
        lenientNumber(map.get("hostPort")));
  }

  private static int lenientNumber(@Nullable Object value) {
    return value instanceof Number number ? number.intValue() : 0;
  }
}
