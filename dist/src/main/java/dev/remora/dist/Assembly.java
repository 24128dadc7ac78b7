package dev.remora.dist;

import dev.remora.dist.image.Image;
import dev.remora.dist.image.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;

/**
 * Puts launcher, runtime and archive around the jars that are already in {@code lib}, and makes the
 * image of it all.
 */
public final class Assembly {
  /** The class path of the sidecar; launchers name the same, in this order. */
  private static final List<String> JARS =
      List.of(
          "remora-exporter.jar",
          "remora-exposition.jar",
          "remora-serving.jar",
          "mariadb-java-client.jar",
          "snakeyaml-engine.jar",
          "spring-security-crypto.jar");

  /** That of the webhook. */
  private static final List<String> WEBHOOK_JARS =
      List.of("remora-injector.jar", "remora-serving.jar", "picocli.jar");

  private Assembly() {}

  /**
   * Takes the folder of sources, the folder of the distribution, the version, and the time that
   * files bear.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path sources = Path.of(arguments[0]);
    Path home = Path.of(arguments[1]);
    String version = arguments[2];
    Instant made = Instant.parse(arguments[3]);
    // The launcher would take an earlier build's archive, and the image whatever lies there.
    Folders.keep(home.resolve("lib"), JARS);
    Path archive = home.resolve("lib/remora.jsa");
    Path program = installLauncher(sources.resolve("launcher/remora"), home.resolve("bin"));
    Path link = home.resolve("bin/mysqld_exporter");
    if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
      Files.createSymbolicLink(link, Path.of("remora"));
    }
    Path plugin = installLauncher(sources.resolve("launcher/kubectl-remora"), home.resolve("bin"));
    LinkedRuntime.link(home.resolve("runtime"));
    ClassArchive.make(home, JARS, archive, program, made);
    // First: it sets the time of a jar that both archives name.
    Path webhook = installLauncher(sources.resolve("launcher/remora-webhook"), home.resolve("bin"));
    List<String> loaded = WebhookTraining.run(webhook, "-XX:DumpLoadedClassList=");
    List<Path> jars = WEBHOOK_JARS.stream().map(home.resolve("injector")::resolve).toList();
    Folders.keep(home.resolve("injector"), InjectorArchive.JARS);
    ClassArchive.make(home, jars, loaded, home.resolve("injector/webhook.jsa"), made);
    InjectorArchive.make(home, plugin);
    System.out.printf("Distribution: %s, %.1f MB%n", program, Folders.bytes(home) / 1e6);
    for (Program each : Program.values()) {
      System.out.println(Image.make(each, home, sources.resolve("image"), version, made));
    }
  }

  private static Path installLauncher(Path source, Path bin) throws IOException {
    Files.createDirectories(bin);
    Path program = bin.resolve(source.getFileName());
    Files.copy(source, program, StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return program;
  }
}
