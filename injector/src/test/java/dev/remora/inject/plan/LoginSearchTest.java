package dev.remora.inject.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginSearchTest {
  private static final String PORT = "ports: [{containerPort: 3306}]";

  private static Decision decide(String container) throws Exception {
    return Planned.of("", "", PORT + ", " + container);
  }

  @ParameterizedTest
  @CsvSource({
    "/run, /run/secrets/mysql",
    "/run/secrets/mysql, /run",
    "/var/run, /run/secrets/mysql/",
    "/run, /var/run/secrets/mysql",
  })
  void takesTheFileFromTheMountThatShowsIt(String first, String second) throws Exception {
    Map<String, Object> sidecar =
        Planned.sidecar(
            decide(
                """
                env: [{name: MYSQL_ROOT_PASSWORD_FILE, value: /run/secrets/mysql/password}],
                volumeMounts: [{name: a, mountPath: %s}, {name: b, mountPath: %s}]
                """
                    .formatted(first, second)));

    String deepest = first.length() > second.length() ? first : second;
    Map<String, Object> mount =
        Map.of("name", deepest.equals(first) ? "a" : "b", "mountPath", deepest, "readOnly", true);
    assertThat(sidecar.get("volumeMounts")).isEqualTo(List.of(mount));
    String folder = deepest.endsWith("/") ? deepest : deepest + "/";
    assertThat(sidecar.get("env"))
        .isEqualTo(
            List.of(Map.of("name", "MYSQLD_EXPORTER_PASSWORD_FILE", "value", folder + "password")));
  }

  /** Which part of the volume it is, is known to the database's container alone. */
  @Test
  void leavesAMountThatVariablesDecide() throws Exception {
    Decision decision =
        decide(
            """
            env: [{name: MYSQL_ROOT_PASSWORD_FILE, value: /pw/password}],
            volumeMounts: [{name: a, mountPath: /pw, subPathExpr: $(POD)}]
            """);

    assertThat(Planned.reason(decision)).contains(Reason.NEEDS_CREDENTIALS);
  }

  @Test
  void aUserThatIsPutTogetherIsNotCopied() throws Exception {
    Decision decision =
        decide(
            """
            env: [{name: MYSQL_USER, value: app_$(SUFFIX)},
                  {name: MYSQL_PASSWORD, valueFrom: {secretKeyRef: {name: s, key: k}}}]
            """);

    assertThat(Planned.reason(decision)).contains(Reason.NEEDS_CREDENTIALS);
    assertThat(decision.text()).contains("MYSQL_USER is put together of other variables");
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void aPasswordThatComesFromElsewhereIsNoLiteral(boolean allowed) throws Exception {
    Choices choices =
        allowed
            ? Choices.DEFAULTS.overriddenBy(Map.of(Names.ALLOW, "plaintext"), new ArrayList<>())
            : Choices.DEFAULTS;
    Map<String, Object> pod =
        Planned.pod(
            "",
            "",
            PORT
                + ", envFrom: [{secretRef: {name: db}}]"
                + ", env: [{name: MYSQL_ROOT_PASSWORD, value: $(db_password)}]");

    Decision decision = Planned.of(pod, Planned.SETTINGS.with(choices));

    assertThat(Planned.reason(decision)).contains(Reason.NEEDS_CREDENTIALS);
    assertThat(decision.text()).contains("its variables come from db").doesNotContain("plaintext");
  }

  @Test
  void aPasswordThatIsPutTogetherIsNoLiteral() throws Exception {
    Decision decision = decide("env: [{name: MYSQL_ROOT_PASSWORD, value: a-$(B)}]");

    assertThat(Planned.reason(decision)).contains(Reason.NEEDS_CREDENTIALS);
    assertThat(decision.text()).contains("MYSQL_ROOT_PASSWORD is put together");
  }

  @Test
  void noPasswordIsBelievedOnlyWhereAllVariablesAreSeen() throws Exception {
    String env = "env: [{name: MYSQL_ALLOW_EMPTY_PASSWORD, value: \"yes\"}]";

    assertThat(decide(env)).isInstanceOf(Decision.Inject.class);
    assertThat(Planned.reason(decide(env + ", envFrom: [{secretRef: {name: db}}]")))
        .contains(Reason.NEEDS_CREDENTIALS);
  }
}
