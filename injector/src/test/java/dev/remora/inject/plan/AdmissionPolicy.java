package dev.remora.inject.plan;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.remora.inject.manifest.Documents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A MutatingAdmissionPolicy, evaluated. The types that the API server knows become maps, since
 * nothing else here knows them.
 */
final class AdmissionPolicy {
  private static final Pattern TYPE = Pattern.compile("(Object[.\\w]*|JSONPatch)\\{");
  private static final Pattern FIELD = Pattern.compile("(?m)^( *)(\\w+): ");
  private static final Pattern PLACE =
      Pattern.compile("(?m)^ *(?:(\\w+): )?\\[?(?:(Object[.\\w]*|JSONPatch)\\{)?");

  private final Object policy;
  private final Cel cel =
      CelFactory.plannerCelBuilder()
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addCompilerLibraries(CelExtensions.optional())
          .addRuntimeLibraries(CelExtensions.optional())
          .addVar("object", SimpleType.DYN)
          .addVar("variables", SimpleType.DYN)
          .build();

  private AdmissionPolicy(Object policy) {
    this.policy = policy;
  }

  static AdmissionPolicy read(Path file) throws Exception {
    return new AdmissionPolicy(Documents.of(Files.readString(file)).getFirst());
  }

  /** The first condition that a Pod does not meet. */
  Optional<String> refusal(Map<String, Object> pod) throws Exception {
    for (Object each : list("/spec/matchConditions")) {
      if (!evaluate(text(each, "expression"), pod, Map.of()).equals(true)) {
        return Optional.of(text(each, "name"));
      }
    }
    return Optional.empty();
  }

  /** What it adds to a Pod. */
  List<Addition> additions(Map<String, Object> pod) throws Exception {
    Map<String, Object> variables = new LinkedHashMap<>();
    for (Object each : list("/spec/variables")) {
      variables.put(text(each, "name"), evaluate(text(each, "expression"), pod, variables));
    }
    String written = TYPE.matcher(patch()).replaceAll("{");
    String plain = FIELD.matcher(written).replaceAll("$1\"$2\": ");
    List<Addition> additions = new ArrayList<>();
    for (Object each : (List<?>) evaluate(plain, pod, variables)) {
      if (!text(each, "op").equals("add")) {
        throw new IllegalStateException(each + " does not add");
      }
      Object value = Pointer.of("value").in(each).orElseThrow();
      additions.add(new Addition(Pointer.parse(text(each, "path")), value));
    }
    return additions;
  }

  /** Types that are not named by their place; the expression has a field or a type on each line. */
  List<String> misplacedTypes() {
    List<String> misplaced = new ArrayList<>();
    Deque<String> open = new ArrayDeque<>();
    Deque<String> fields = new ArrayDeque<>();
    for (String line : patch().lines().toList()) {
      Matcher here = PLACE.matcher(line);
      if (!here.lookingAt()) {
        continue;
      }
      if (here.group(1) != null) {
        fields.push(here.group(1));
      }
      String type = here.group(2);
      if (type != null) {
        String above = open.isEmpty() ? "" : open.peek();
        boolean first = above.isEmpty() || above.equals("JSONPatch");
        boolean right =
            first
                ? type.equals("JSONPatch") || type.equals("Object.spec.containers")
                : type.equals(above + "." + fields.peek());
        if (!right) {
          misplaced.add(line.strip());
        }
        open.push(type);
      } else if (line.strip().matches("}[],}]*")) {
        open.pop();
      }
    }
    return misplaced;
  }

  private String patch() {
    return text(list("/spec/mutations").getFirst(), "jsonPatch", "expression");
  }

  private Object evaluate(String expression, Object object, Object variables) throws Exception {
    return cel.createProgram(cel.compile(expression).getAst())
        .eval(Map.of("object", object, "variables", variables));
  }

  private List<?> list(String place) {
    return (List<?>) Pointer.parse(place).in(policy).orElseThrow();
  }

  private static String text(Object object, String... place) {
    return Pointer.of(place).in(object).orElseThrow().toString();
  }
}
