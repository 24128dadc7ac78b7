package dev.remora.inject.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remora.inject.plan.Amount;
import dev.remora.inject.plan.Choices;
import dev.remora.inject.plan.Choices.Placement;
import dev.remora.inject.plan.KubernetesVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanOptionsTest {
  @Test
  void takesTheVersionAsAClusterTellsIt() throws Exception {
    assertThat(Flags.settings(List.of()).kubernetes()).isEqualTo(KubernetesVersion.UNKNOWN);
    assertThat(Flags.settings(List.of("--kubernetes=v1.31.4-eks-2d5f260")).kubernetes())
        .isEqualTo(new KubernetesVersion(1, 31));
  }

  @Test
  void whoAsksForNativeSidecarsNeedNotTellTheVersion() throws Exception {
    assertThat(Flags.settings(List.of("--native")).choices().placement())
        .isEqualTo(Placement.NATIVE);
  }

  @Test
  void takesWhatTheSidecarMayHave() throws Exception {
    Choices given = Flags.settings(List.of("--cpu=5m:1", "--memory=80Mi")).choices();

    assertThat(given.cpu()).isEqualTo(new Amount("5m", "1"));
    assertThat(given.memory()).isEqualTo(new Amount("80Mi", "80Mi"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--kubernetes=new",
        "--kubernetes=1",
        "--secret=My Secret",
        "--secret=a/b",
        "--secret-key=",
        "--secret-key=pass word",
        "--secret-user-key=..",
        "--cpu=",
        "--cpu=much",
        "--cpu=200m:10m",
        "--memory=0",
        "--memory=1Gi:",
        "--memory=-1Mi",
        "--memory=64Mi :96Mi",
        "--memory=1e3k",
      })
  void whatNoPodCanHaveIsAMistake(String flag) {
    assertThatThrownBy(() -> Flags.settings(List.of(flag)))
        .isInstanceOfSatisfying(
            UserException.class,
            e -> assertThat(e.problems()).singleElement().asString().startsWith(flag + ": "));
  }

  @Test
  void nativeSidecarsThatTheClusterDoesNotKnowAreAMistake() {
    assertThatThrownBy(() -> Flags.settings(List.of("--native", "--kubernetes=1.28")))
        .isInstanceOfSatisfying(
            UserException.class,
            e -> assertThat(e.problems()).singleElement().asString().contains("1.28", "1.29"));
  }
}
