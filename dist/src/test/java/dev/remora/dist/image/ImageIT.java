package dev.remora.dist.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.remora.dist.Assembly;
import dev.remora.dist.Commands;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The images that the build has made: small, closed, and made the same way again. */
class ImageIT {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path ROOT = TARGET.resolve("image/root");
  private static final long MOST_BYTES = 80_000_000;

  @BeforeEach
  void thereIsAnImage() {
    assumeTrue(NativeParts.missing().isEmpty(), NativeParts.missing());
  }

  @Test
  void isSmall() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      long bytes = files.map(Path::toFile).filter(File::isFile).mapToLong(File::length).sum();
      System.out.printf("image: %.1f MB unpacked%n", bytes / 1e6);
      assertThat(bytes).isLessThan(MOST_BYTES);
    }
  }

  /** The only programs are ours, Java, and the loader of libraries; nothing that runs others. */
  @Test
  void holdsNoOtherPrograms() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      assertThat(
              files
                  .filter(Files::isRegularFile)
                  .filter(Files::isExecutable)
                  .map(file -> ROOT.relativize(file).toString())
                  .filter(name -> !name.matches(".*\\.so(\\.\\d+)*")))
          .containsExactlyInAnyOrder(
              "bin/mysqld_exporter", "bin/remora", "opt/remora/runtime/bin/java");
    }
  }

  @Test
  void holdsCertificatesAndLicences() {
    assertThat(ROOT.resolve("opt/remora/runtime/lib/security/cacerts")).isNotEmptyFile();
    assertThat(ROOT.resolve("licenses/LGPL-2.1.txt")).isNotEmptyFile();
    assertThat(ROOT.resolve("licenses/Apache-2.0.txt"))
        .hasSameTextualContentAs(Path.of("../LICENSE"));
    assertThat(ROOT.resolve("opt/remora/runtime/legal/java.base/LICENSE")).isNotEmptyFile();
  }

  @Test
  void hasABillOfEveryJarAndLibrary() throws IOException {
    JsonNode bill = new ObjectMapper().readTree(only(Program.SIDECAR, ".cdx.json").toFile());
    List<String> names = new ArrayList<>();
    for (JsonNode component : bill.path("components")) {
      names.add(component.path("name").asText());
      component.path("components").forEach(part -> names.add(part.path("name").asText()));
    }
    assertThat(names).contains("openjdk", "glibc");
    try (Stream<Path> files = Files.walk(ROOT)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        String name = ROOT.relativize(file).toString();
        if (name.endsWith(".jar")) {
          assertThat(names).contains(file.getFileName().toString().replace(".jar", ""));
        } else if (name.startsWith("lib")) {
          assertThat(names).contains("/" + name);
        }
      }
    }
  }

  /** Trained, linked, compiled and packed again, elsewhere. */
  @Test
  void isMadeTheSameAgain(@TempDir Path folder) throws IOException, InterruptedException {
    Path home = folder.resolve("remora");
    copyJars(TARGET.resolve("remora/lib"), home.resolve("lib"));
    copyJars(TARGET.resolve("remora/injector"), home.resolve("injector"));
    Assembly.main(
        new String[] {
          Path.of("src/main").toAbsolutePath().toString(),
          home.toString(),
          System.getProperty("project.version"),
          System.getProperty("project.time")
        });
    for (Program each : Program.values()) {
      Path archive = only(each, ".tar");
      assertThat(folder.resolve(archive.getFileName())).hasSameBinaryContentAs(archive);
      Path bill = only(each, ".cdx.json");
      assertThat(folder.resolve(bill.getFileName())).hasSameTextualContentAs(bill);
    }
  }

  /** As nobody, on a file system that nobody writes, with no archive of classes but its own. */
  @Test
  void runsWithNothingBesideIt() throws IOException, InterruptedException {
    assumeTrue("root".equals(System.getProperty("user.name")), "needs root to change the root");
    ProcessBuilder builder =
        new ProcessBuilder(
            "unshare",
            "--mount",
            "--pid",
            "--fork",
            "sh",
            "-euc",
            """
            mount -t tmpfs none /mnt
            mkdir /mnt/upper /mnt/work /mnt/root
            mount -t overlay none -o lowerdir="$0",upperdir=/mnt/upper,workdir=/mnt/work /mnt/root
            mkdir /mnt/root/proc
            mount -t proc none /mnt/root/proc
            mount -o remount,ro /mnt/root
            exec chroot --userspec=65534:65534 /mnt/root /bin/mysqld_exporter --version
            """,
            ROOT.toString());
    builder.environment().put("JDK_JAVA_OPTIONS", "-Xshare:on");
    assertThat(Commands.run(builder))
        .contains("mysqld_exporter, version " + System.getProperty("project.version"))
        .doesNotContain("[warning]", "[error]");
  }

  private static void copyJars(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> jars = Files.list(from)) {
      for (Path jar :
          (Iterable<Path>) jars.filter(file -> file.toString().endsWith(".jar"))::iterator) {
        Files.copy(jar, to.resolve(jar.getFileName()));
      }
    }
  }

  private static Path only(Program program, String ending) throws IOException {
    try (Stream<Path> files = Files.list(TARGET)) {
      List<Path> found =
          files
              .filter(file -> file.getFileName().toString().startsWith(program.title() + "-image-"))
              .filter(file -> file.toString().endsWith(ending))
              .toList();
      assertThat(found).hasSize(1);
      return found.getFirst();
    }
  }
}
