package dev.remora.inject.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects in a cluster, which a script plays in place of kubectl. */
class LiveObjectsTest {
  private static final Path EXAMPLE =
      Path.of("src", "test", "resources", "manifests", "json-of-kubectl");

  @TempDir private Path folder = Path.of("");
  private Path kubectl = Path.of("");

  @BeforeEach
  void writeScript() throws IOException {
    kubectl = folder.resolve("kubectl");
    Files.writeString(
        kubectl,
        """
        #!/bin/sh
        echo "$@" >> '%1$s/calls'
        case "$*" in
          *absent*) echo 'Error from server (NotFound): not found' >&2; exit 1 ;;
          *'get pod/'*) exec cat '%1$s/pod.json' ;;
          *'get '*) exec cat '%1$s/object.json' ;;
        esac
        for word in "$@"; do
          case $word in
            --patch-file=*) cp "${word#--patch-file=}" '%1$s/patch.json' ;;
          esac
        done
        """
            .formatted(folder));
    Files.setPosixFilePermissions(kubectl, PosixFilePermissions.fromString("rwx------"));
    Files.copy(EXAMPLE.resolve("input.json"), folder.resolve("object.json"));
  }

  private Command run(String... arguments) {
    return Command.runWith(kubectl.toString(), "", arguments);
  }

  private String read(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  @Test
  void areChangedByAPatchThatFailsIfSomebodyElseWasFaster() throws IOException {
    Command command = run("inject", "deployment/mysql", "-n", "lab", "--context=c");

    assertThat(command.code()).as(command.err()).isZero();
    assertThat(command.err()).contains("cluster:1: Deployment/mysql: added");
    assertThat(command.out()).isEmpty();
    assertThat(read("calls"))
        .contains("--namespace=lab --context=c get deployment/mysql --output=json")
        .contains("patch deployment/mysql --type=json --patch-file=");
    assertThat(read("patch.json"))
        .startsWith(
            "[{\"op\":\"test\",\"path\":\"/metadata/resourceVersion\",\"value\":\"81234\"},"
                + "{\"op\":\"add\",\"path\":\"/spec/template/spec/containers/-\"");
  }

  @Test
  void areAskedAloneInADryRun() throws IOException {
    run("inject", "deploy/mysql", "--dry-run");

    assertThat(read("calls")).contains("--dry-run=server");
  }

  @Test
  void areNotChangedByAPatchThatIsOnlyPrinted() throws IOException {
    Command command = run("inject", "deploy/mysql", "-o", "patch");

    assertThat(command.out()).contains("/spec/template/spec/containers/-");
    assertThat(read("calls")).doesNotContain("patch");
  }

  @Test
  void loseWhatWasAddedToThem() throws IOException {
    Files.copy(
        EXAMPLE.resolve("expected.json"),
        folder.resolve("object.json"),
        StandardCopyOption.REPLACE_EXISTING);

    Command command = run("uninject", "deploy/mysql");

    assertThat(command.err()).contains("removed");
    assertThat(read("patch.json"))
        .contains("{\"op\":\"remove\",\"path\":\"/spec/template/spec/containers/1\"}");
    assertThat(run("inject", "deploy/mysql").err()).contains("already_injected");
  }

  /** The API server adds to a container what holds where nothing is said. */
  @Test
  void stayAsTheyAreIfTheirSidecarIsTheSame() throws IOException {
    Files.copy(
        Path.of("src", "test", "resources", "live", "deployment.json"),
        folder.resolve("object.json"),
        StandardCopyOption.REPLACE_EXISTING);

    Command command = run("inject", "deploy/mysql");

    assertThat(command.err()).contains("already_injected");
    assertThat(read("calls")).doesNotContain("patch");
    assertThat(run("check", "deploy/mysql").code()).isZero();
    assertThat(run("check", "deploy/mysql", "--port=9105").code())
        .isEqualTo(ExitCodes.WOULD_CHANGE);
  }

  @Test
  void thatArePodsCannotBeChanged() throws IOException {
    Files.copy(
        EXAMPLE.resolveSibling("bare-pod").resolve("input.yaml"), folder.resolve("pod.yaml"));
    String json = Command.run("inject", "-o", "json", folder.resolve("pod.yaml").toString()).out();
    String plain = Command.reading(json, "uninject", "-").out();
    Files.writeString(folder.resolve("pod.json"), plain);

    Command command = run("inject", "pod/mysql");

    assertThat(command.err()).contains("the containers of a Pod in a cluster cannot be changed");
    assertThat(command.code()).isEqualTo(ExitCodes.MISTAKE);
  }

  @Test
  void thatAreNotThereAreToldInKubectlsWords() {
    Command command = run("inject", "deploy/absent");

    assertThat(command.err()).contains("deploy/absent: kubectl get", "(NotFound): not found");
    assertThat(command.code()).isEqualTo(ExitCodes.MISTAKE);
    assertThat(Command.run("inject", "deploy/mysql").err()).contains("kubectl cannot be run");
  }
}
