package dev.remora.inject.webhook;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;

/** The webhook as a process of its own, with the heap that it has in its image. */
final class RunningWebhook implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Pattern LISTENING =
      Pattern.compile("msg=Listening reviews=\\S+:(\\d+) metrics=\\S+:(\\d+)");

  private final Path log;
  private final String authority;
  private final Process process;
  private final Caller caller;

  /** Waits until it is ready; certificate and log are in the folder. */
  RunningWebhook(Path folder) throws Exception {
    Authority.Issued issued = Authority.issue("localhost", Instant.now(), Duration.ofDays(1));
    this.log = folder.resolve("log");
    this.authority = issued.authority();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmn1m", "-Xmx20m", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("dev.remora.inject.cli.WebhookMain");
    command.add("--web.listen-address=127.0.0.1:0");
    command.add("--metrics.listen-address=127.0.0.1:0");
    command.add("--tls.cert-file=" + write(folder.resolve("tls.crt"), issued.certificate()));
    command.add("--tls.key-file=" + write(folder.resolve("tls.key"), issued.key()));
    this.process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Awaitility.await("listening")
        .atMost(PATIENCE)
        .until(() -> !process.isAlive() || LISTENING.matcher(log()).find());
    Matcher listening = LISTENING.matcher(log());
    if (!listening.find()) {
      throw new IOException("it does not run:\n" + log());
    }
    this.caller =
        new Caller(Integer.parseInt(listening.group(1)), Integer.parseInt(listening.group(2)));
    Awaitility.await("ready")
        .atMost(PATIENCE)
        .until(() -> caller.get("/-/ready").statusCode() == 200);
  }

  private static File write(Path file, String text) throws IOException {
    return Files.writeString(file, text).toFile();
  }

  Caller caller() {
    return caller;
  }

  SSLContext trusting() throws Exception {
    return Caller.trusting(authority);
  }

  /** What it has printed. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Whether it ends within this time after it was told to, as a kubelet does. */
  boolean endsWithin(Duration time) throws InterruptedException {
    process.destroy();
    return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
