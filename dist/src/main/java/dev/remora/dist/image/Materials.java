package dev.remora.dist.image;

import dev.remora.dist.Commands;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.LicenseChoice;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.model.license.Expression;

/** The bill of materials of an image, in CycloneDX: each jar, the Java runtime, the C library. */
final class Materials {
  private static final String LGPL = "LGPL-2.1-or-later";

  // What the jars do not say of themselves.
  private static final Map<String, String> LICENSES =
      Map.of(
          "remora-exporter", "Apache-2.0",
          "remora-injector", "Apache-2.0",
          "picocli", "Apache-2.0",
          "remora-exposition", "Apache-2.0",
          "remora-serving", "Apache-2.0",
          "mariadb-java-client", LGPL,
          "snakeyaml-engine", "Apache-2.0",
          "spring-security-crypto", "Apache-2.0");

  // And what they do not say of their origin.
  private static final Map<String, String> GROUPS =
      Map.of("spring-security-crypto", "org.springframework.security", "picocli", "info.picocli");

  private final Bom bom = new Bom();

  private Materials() {}

  static Materials of(Path root, ImageSettings settings) throws IOException, InterruptedException {
    Materials materials = new Materials();
    Component image =
        component(
            Component.Type.CONTAINER, settings.program().title(), settings.tag(), "Apache-2.0");
    Metadata metadata = new Metadata();
    metadata.setComponent(image);
    metadata.setTimestamp(java.util.Date.from(settings.made()));
    materials.bom.setMetadata(metadata);

    Path home = root.resolve(ImageRoot.HOME);
    for (Path jar : files(home.resolve(settings.program().folder()), ".jar")) {
      materials.bom.addComponent(jar(jar));
    }
    Component runtime =
        component(
            Component.Type.FRAMEWORK,
            "openjdk",
            System.getProperty("java.runtime.version"),
            "GPL-2.0-only WITH Classpath-exception-2.0");
    runtime.setPublisher(System.getProperty("java.vendor"));
    materials.bom.addComponent(runtime);

    Component libc = component(Component.Type.LIBRARY, "glibc", glibcVersion(), LGPL);
    for (Path library : NativeParts.libraries(root)) {
      Component file = new Component();
      file.setType(Component.Type.FILE);
      file.setName(library.toString());
      file.addHash(hash(root.resolve(Path.of("/").relativize(library))));
      libc.addComponent(file);
    }
    materials.bom.addComponent(libc);
    return materials;
  }

  String json() {
    try {
      return BomGeneratorFactory.createJson(Version.VERSION_16, bom).toJsonString();
    } catch (GeneratorException e) {
      throw new IllegalStateException("a bill of our own making is valid", e);
    }
  }

  private static Component jar(Path jar) throws IOException {
    Properties pom = new Properties();
    try (FileSystem inside = FileSystems.newFileSystem(jar)) {
      gradle(inside, pom);
      for (Path file : files(inside.getPath("/META-INF"), "pom.properties")) {
        pom.load(new StringReader(Files.readString(file)));
      }
    }
    String name = pom.getProperty("artifactId");
    String version = pom.getProperty("version");
    String license = LICENSES.get(name);
    if (license == null) {
      throw new IOException("nobody has said under which licence " + jar + " is");
    }
    Component component = component(Component.Type.LIBRARY, name, version, license);
    component.setGroup(pom.getProperty("groupId"));
    component.setPurl("pkg:maven/%s/%s@%s".formatted(pom.getProperty("groupId"), name, version));
    component.addHash(hash(jar));
    return component;
  }

  /** Who builds without Maven says in the jar's manifest what others say in a pom. */
  private static void gradle(FileSystem jar, Properties pom) throws IOException {
    try (InputStream in = Files.newInputStream(jar.getPath("/META-INF/MANIFEST.MF"))) {
      Attributes manifest = new Manifest(in).getMainAttributes();
      String title = manifest.getValue(Attributes.Name.IMPLEMENTATION_TITLE);
      if (title == null) {
        return;
      }
      String group = GROUPS.get(title);
      if (group != null) {
        pom.setProperty("groupId", group);
        pom.setProperty("artifactId", title);
        pom.setProperty("version", manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION));
      }
    }
  }

  private static Component component(
      Component.Type type, String name, String version, String license) {
    Component component = new Component();
    component.setType(type);
    component.setName(name);
    component.setVersion(version);
    LicenseChoice choice = new LicenseChoice();
    choice.setExpression(new Expression(license));
    component.setLicenses(choice);
    return component;
  }

  private static Hash hash(Path file) throws IOException {
    String digest = OciArchive.digest(Files.readAllBytes(file));
    return new Hash(Hash.Algorithm.SHA_256, digest.substring("sha256:".length()));
  }

  /** "ldd (Debian GLIBC 2.36-9+deb12u13) 2.36": what stands in brackets, else the number. */
  private static String glibcVersion() throws IOException, InterruptedException {
    String line = Commands.run(new ProcessBuilder("ldd", "--version")).lines().toList().getFirst();
    return line.replaceFirst("^ldd \\((?:.*GLIBC )?(.*?)\\).*", "$1");
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
