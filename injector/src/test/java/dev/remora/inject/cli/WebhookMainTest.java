package dev.remora.inject.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What whoever starts the webhook is told of mistakes. */
class WebhookMainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... arguments) {
    return WebhookMain.run(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        arguments);
  }

  @Test
  void allMistakesAreToldTogether() {
    int code =
        run(
            "--web.listen-address=8443",
            "--metrics.listen-address=:70000",
            "--port=none",
            "--tls.lifetime=0",
            "--tls.self-signed",
            "--webhook.namespace=");

    assertThat(code).isEqualTo(ExitCodes.MISTAKE);
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .allMatch(line -> line.startsWith("remora-webhook: error: --"))
        .anyMatch(line -> line.contains("--web.listen-address=8443: [HOST]:PORT is due"))
        .anyMatch(line -> line.contains("--metrics.listen-address=:70000: [HOST]:PORT is due"))
        .anyMatch(line -> line.contains("--port=none: a number from 0 to 65535 is due"))
        .anyMatch(line -> line.contains("--tls.lifetime=0: at least a day is due"))
        .anyMatch(line -> line.contains("--tls.self-signed needs --webhook.namespace"))
        .anyMatch(line -> line.contains("there is no KUBERNETES_SERVICE_HOST"));
  }

  @Test
  void theClustersOwnNamespacesAndThatOfTheWebhookAreExcluded() {
    WebhookOptions options =
        CommandLine.populateCommand(
            new WebhookOptions(),
            "--webhook.namespace=hooks",
            "--exclude-namespace=one",
            "--exclude-namespace=other");

    assertThat(options.excluded())
        .containsExactlyInAnyOrder(
            "kube-system", "kube-public", "kube-node-lease", "hooks", "one", "other");
  }

  @Test
  void aFlagThatThereIsNotIsNamed() {
    assertThat(run("--tls.certificate=x")).isEqualTo(ExitCodes.MISTAKE);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("remora-webhook: error: ", "--tls.certificate")
        .doesNotContain("\tat ");
  }

  @Test
  void helpNamesTheFlagsOfTheCommandLineToo() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("--tls.self-signed", "--secret=NAME", "--exclude-namespace=NAME");
  }
}
