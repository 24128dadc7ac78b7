package dev.remora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The examples of what the injector makes of manifests, before a real API server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExamplesIT {
  private static final Path FOLDER = Path.of("../injector/src/test/resources/manifests");
  private static final List<String> NAMESPACES = List.of("lab", "press", "prod", "shop");
  // A native sidecar is known from here on, and so is its field.
  private static final int NATIVE_SINCE = 29;
  private static final int CRON_JOBS_SINCE = 21;
  private static final int POD_RESOURCES_SINCE = 34;

  /** Examples that a server does not take, each with what it says of it, and why. */
  private static final List<Refusal> REFUSALS =
      List.of(
          // Native sidecars, which an older server does not know.
          new Refusal("empty-braces", Why.NATIVE, "restartPolicy"),
          new Refusal("keys-without-values", Why.NATIVE, "restartPolicy"),
          new Refusal("job-of-an-unknown-cluster", Why.NATIVE, "restartPolicy"),
          new Refusal("native", Why.NATIVE, "restartPolicy"),
          new Refusal("pod-of-a-workflow", Why.NATIVE, "restartPolicy"),
          // One that is in the input.
          new Refusal("server-in-a-job", Why.NATIVE_INPUT, "restartPolicy"),
          // A kind that older servers have in another version.
          new Refusal("backup-by-a-script", Why.CRON_JOB, "batch/v1"),
          new Refusal("client-cron-job", Why.CRON_JOB, "batch/v1"),
          new Refusal("server-in-a-cron-job", Why.CRON_JOB, "batch/v1"),
          // A field that only new servers know.
          new Refusal("pod-with-resources-of-its-own", Why.POD_RESOURCES, "resources"),
          // Their inputs are as odd: a name and a key that are no ASCII, a directive of YAML 1.2,
          // a field that nobody knows, kinds that nobody has installed or that are for programs
          // alone, an annotation that is null, selectors of other kinds.
          new Refusal("beyond-the-basic-plane", Why.INPUT, "größe"),
          new Refusal("directives", Why.INPUT, "incompatible YAML document"),
          new Refusal("merged-containers", Why.INPUT, "x-spec"),
          new Refusal("mirror-pod", Why.INPUT, "must set spec.nodeName"),
          new Refusal("objects-of-operators", Why.INPUT, "no matches for kind"),
          new Refusal("odd-scalars", Why.INPUT, "tilde"),
          new Refusal("other-kinds", Why.INPUT, "selector"),
          new Refusal("resource-list", Why.INPUT, "no matches for kind"));

  private final List<String> made = new ArrayList<>();

  /** An example that is not taken. */
  private record Refusal(String example, Why why, String says) {
    boolean isDue() {
      return switch (why) {
        case NATIVE, NATIVE_INPUT -> Cluster.minor() < NATIVE_SINCE;
        case CRON_JOB -> Cluster.minor() < CRON_JOBS_SINCE;
        case POD_RESOURCES -> Cluster.minor() < POD_RESOURCES_SINCE;
        case INPUT -> true;
      };
    }
  }

  /** Why one is not taken; but for what was added by us, the input is not taken either. */
  private enum Why {
    NATIVE,
    NATIVE_INPUT,
    CRON_JOB,
    POD_RESOURCES,
    INPUT
  }

  @BeforeAll
  void makeNamespaces() {
    String there = Kubectl.anywhere().run("get", "namespaces", "--output=name");
    for (String name : NAMESPACES) {
      if (!there.lines().toList().contains("namespace/" + name)) {
        Lab.create(name);
        made.add(name);
      }
    }
  }

  @AfterAll
  void removeNamespaces() {
    for (String name : made) {
      Kubectl.anywhere().run("delete", "namespace", name, "--wait=false");
    }
  }

  private static List<Path> examples() throws IOException {
    try (Stream<Path> folders = Files.list(FOLDER)) {
      return folders.sorted().toList();
    }
  }

  private static Path file(Path example, String name) {
    Path yaml = example.resolve(name + ".yaml");
    return Files.exists(yaml) ? yaml : example.resolve(name + ".json");
  }

  @Test
  void areTakenByTheApiServer() throws IOException {
    List<Refusal> due = REFUSALS.stream().filter(Refusal::isDue).toList();

    checkRefused("expected", due);
  }

  /** So that nobody names an example above that we have spoilt. */
  @Test
  void areRefusedOnlyIfTheirInputIs() throws IOException {
    List<Refusal> due =
        REFUSALS.stream().filter(each -> each.why() != Why.NATIVE && each.isDue()).toList();

    checkRefused("input", due);
  }

  private static void checkRefused(String name, List<Refusal> due) throws IOException {
    List<Path> examples = examples();
    DryRun run = DryRun.of(examples.stream().map(each -> file(each, name)).toList());
    Map<String, String> refused = new TreeMap<>();
    for (Path example : examples) {
      String said = run.refusals().get(file(example, name));
      if (said != null) {
        refused.put(example.getFileName().toString(), said);
      }
    }

    assertThat(refused)
        .as("what is not taken")
        .containsOnlyKeys(due.stream().map(Refusal::example).toList());
    for (Refusal each : due) {
      assertThat(refused.get(each.example())).as(each.example()).contains(each.says());
    }
    // All the others were taken, and none was passed over.
    long objects = 0;
    for (Path example : examples) {
      objects += refused.containsKey(example.getFileName().toString()) ? 0 : objects(example);
    }
    assertThat(run.taken()).as("objects taken").isGreaterThanOrEqualTo(objects);
  }

  private static int objects(Path example) throws IOException {
    return new ObjectMapper()
        .readTree(example.resolve("report.json").toFile())
        .path("objects")
        .size();
  }
}
