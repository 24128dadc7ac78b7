package dev.remora.dist.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive is what the formats say, and the same for the same files. */
class OciArchiveTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ImageSettings SETTINGS =
      new ImageSettings(Program.SIDECAR, "1.2.3-SNAPSHOT", Instant.parse("2026-01-02T03:04:05Z"));

  @TempDir private Path folder;
  private Path root;

  @BeforeEach
  void someFiles() throws IOException {
    root = folder.resolve("root");
    write("bin/program", "runs", "rwxr-xr-x");
    write("etc/settings", "reads", "rw-r--r--");
    write("opt/remora/lib/sidecar.jar", "is a jar", "rw-r--r--");
  }

  @Test
  void isAnImageLayout() throws IOException {
    Map<String, byte[]> files = archive("image.tar");
    JsonNode index = JSON.readTree(files.get("index.json"));
    JsonNode named = index.at("/manifests/0");
    assertThat(named.at("/annotations/io.containerd.image.name").asText())
        .isEqualTo("docker.io/library/remora:1.2.3");
    JsonNode manifest = JSON.readTree(blob(files, named));
    JsonNode config = JSON.readTree(blob(files, manifest.path("config")));
    assertThat(config.at("/config/User").asText()).isEqualTo("65534:65534");
    assertThat(config.at("/config/Entrypoint/0").asText()).isEqualTo("/bin/mysqld_exporter");
    assertThat(manifest.path("layers")).hasSize(2);
    for (int i = 0; i < 2; i++) {
      byte[] layer = unpacked(blob(files, manifest.at("/layers/" + i)));
      assertThat(OciArchive.digest(layer)).isEqualTo(config.at("/rootfs/diff_ids/" + i).asText());
    }
    JsonNode docker = JSON.readTree(files.get("manifest.json")).get(0);
    assertThat(files).containsKey(docker.path("Config").asText());
    docker.path("Layers").forEach(layer -> assertThat(files).containsKey(layer.asText()));
    assertThat(docker.at("/RepoTags/0").asText()).isEqualTo("remora:1.2.3");
  }

  @Test
  void keepsTheSidecarInALayerOfItsOwn() throws IOException {
    Map<String, byte[]> files = archive("image.tar");
    JsonNode manifest =
        JSON.readTree(blob(files, JSON.readTree(files.get("index.json")).at("/manifests/0")));
    assertThat(entries(unpacked(blob(files, manifest.at("/layers/0")))))
        .containsOnlyKeys("bin/", "bin/program", "etc/", "etc/settings")
        .hasEntrySatisfying("bin/program", entry -> assertThat(entry.getMode()).isEqualTo(0755))
        .hasEntrySatisfying("etc/settings", entry -> assertThat(entry.getMode()).isEqualTo(0644))
        .allSatisfy((name, entry) -> {
          assertThat(entry.getLongUserId()).isZero();
          assertThat(entry.getLastModifiedTime().toInstant()).isEqualTo(SETTINGS.made());
        });
    assertThat(entries(unpacked(blob(files, manifest.at("/layers/1")))))
        .containsOnlyKeys("opt/", "opt/remora/", "opt/remora/lib/", "opt/remora/lib/sidecar.jar");
  }

  @Test
  void isTheSameForTheSameFilesAndAnotherForOthers() throws IOException {
    byte[] first = bytes("first.tar");
    Files.setLastModifiedTime(root.resolve("bin/program"), FileTime.fromMillis(1));
    assertThat(bytes("second.tar")).isEqualTo(first);
    write("etc/settings", "reads more", "rw-r--r--");
    assertThat(bytes("third.tar")).isNotEqualTo(first);
  }

  private byte[] bytes(String name) throws IOException {
    Path file = folder.resolve(name);
    new OciArchive(root, SETTINGS).write(file);
    return Files.readAllBytes(file);
  }

  private Map<String, byte[]> archive(String name) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new ByteArrayInputStream(bytes(name)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        files.put(entry.getName(), tar.readAllBytes());
      }
    }
    return files;
  }

  private static Map<String, TarArchiveEntry> entries(byte[] layer) throws IOException {
    Map<String, TarArchiveEntry> entries = new LinkedHashMap<>();
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(layer))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        entries.put(entry.getName(), entry);
      }
    }
    return entries;
  }

  /** The blob that a descriptor names, which must have the size and the digest that it says. */
  private static byte[] blob(Map<String, byte[]> files, JsonNode descriptor) {
    String digest = descriptor.path("digest").asText();
    byte[] content = files.getOrDefault("blobs/" + digest.replace(':', '/'), new byte[0]);
    assertThat(content).hasSize(descriptor.path("size").asInt());
    assertThat(OciArchive.digest(content)).isEqualTo(digest);
    return content;
  }

  private static byte[] unpacked(byte[] packed) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    }
  }

  private void write(String name, String text, String rights) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
  }
}
