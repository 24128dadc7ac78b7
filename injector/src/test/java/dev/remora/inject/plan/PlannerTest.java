package dev.remora.inject.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final Settings SETTINGS = Settings.defaults("0.1.0", "remora:0.1.0");

  private static Map<String, Object> container(Map<String, Object> environment) {
    return Map.of(
        "name",
        "mysql",
        "image",
        "mysql:8.0",
        "ports",
        List.of(Map.of("containerPort", 3306)),
        "env",
        List.of(environment));
  }

  private static Map<String, Object> pod(Map<String, Object> environment) {
    Map<String, Object> pod = new LinkedHashMap<>();
    pod.put("metadata", Map.of("name", "db"));
    pod.put("spec", Map.of("containers", List.of(container(environment))));
    return pod;
  }

  private static Map<String, Object> secret() {
    Map<String, Object> source = Map.of("secretKeyRef", Map.of("name", "s", "key", "k"));
    return Map.of("name", "MYSQL_ROOT_PASSWORD", "valueFrom", source);
  }

  private static Decision decide(Map<String, Object> pod, Settings settings) throws ShapeException {
    return Planner.plan(Workload.pod(pod), settings).decision();
  }

  @Test
  void addsWholeMapsWhereThereAreNone() throws ShapeException {
    Decision.Inject inject = (Decision.Inject) decide(pod(secret()), SETTINGS);

    assertThat(inject.additions().stream().map(each -> each.path().toString()))
        .containsExactly("/spec/containers/-", "/metadata/labels", "/metadata/annotations");
    assertThat(inject.target()).isEqualTo(new Target("mysql", "127.0.0.1:3306", "root", 9104));
  }

  @Test
  void knowsItsOwnWork() throws ShapeException {
    Decision.Inject inject = (Decision.Inject) decide(pod(secret()), SETTINGS);
    Map<String, Object> injected = Edited.with(pod(secret()), inject.additions());

    assertThat(decide(injected, SETTINGS)).isInstanceOf(Decision.AlreadyThere.class);
    Status status = Status.read(injected).orElseThrow();
    assertThat(Edited.without(injected, status.removals(injected))).isEqualTo(pod(secret()));
  }

  @Test
  void neverChangesWhatItWasGiven() throws ShapeException {
    Map<String, Object> pod = pod(secret());
    String before = pod.toString();

    decide(pod, SETTINGS);

    assertThat(pod).hasToString(before);
  }

  @Test
  void doesNotTellAPassword() throws ShapeException {
    Map<String, Object> literal = Map.of("name", "MYSQL_ROOT_PASSWORD", "value", "hunter2");
    Choices allowed =
        Choices.DEFAULTS.overriddenBy(Map.of(Names.ALLOW, "plaintext"), new ArrayList<>());
    Plan refused = Planner.plan(Workload.pod(pod(literal)), SETTINGS);
    Plan copied = Planner.plan(Workload.pod(pod(literal)), SETTINGS.with(allowed));

    assertThat(refused.toString()).doesNotContain("hunter2");
    assertThat(copied.findings().toString()).doesNotContain("hunter2");
    assertThat(copied.decision().text()).doesNotContain("hunter2");
    assertThat(((Decision.Inject) copied.decision()).additions().toString()).contains("hunter2");
  }

  @Test
  void aSidecarThatWouldNotComeAgainStays() throws ShapeException {
    Map<String, Object> literal = Map.of("name", "MYSQL_ROOT_PASSWORD", "value", "hunter2");
    Choices named = Choices.DEFAULTS.overriddenBy(Map.of(Names.SECRET, "own"), new ArrayList<>());
    Decision.Inject inject = (Decision.Inject) decide(pod(literal), SETTINGS.with(named));
    Map<String, Object> injected = Edited.with(pod(literal), inject.additions());

    Renewal renewal = Renewal.of(Workload.pod(injected), SETTINGS);

    assertThat(renewal.plan().decision()).isInstanceOf(Decision.AlreadyThere.class);
    assertThat(renewal.removals()).isEmpty();
  }

  @Test
  void whatWasAddedSinceStays() throws ShapeException {
    Decision.Inject inject = (Decision.Inject) decide(pod(secret()), SETTINGS);
    Addition restarted =
        new Addition(Pointer.of("metadata", "annotations", "restartedAt"), "today");
    Map<String, Object> injected = Edited.with(pod(secret()), inject.additions());
    Map<String, Object> restartedPod = Edited.with(injected, List.of(restarted));

    Status status = Status.read(restartedPod).orElseThrow();
    Map<String, Object> left = Edited.without(restartedPod, status.removals(restartedPod));

    assertThat(Pointer.of("metadata", "annotations").in(left))
        .contains(Map.of("restartedAt", "today"));
    assertThat(Renewal.of(Workload.pod(restartedPod), SETTINGS).removals()).isEmpty();
  }

  @Test
  void pointersAreWrittenAsTheyAreRead() {
    Pointer pointer = Pointer.of("metadata", "annotations", "a/b~c", "", "~1");

    assertThat(pointer).hasToString("/metadata/annotations/a~1b~0c//~01");
    assertThat(Pointer.parse(pointer.toString())).isEqualTo(pointer);
    assertThat(Pointer.parse("")).isEqualTo(Pointer.ROOT);
  }
}
