package dev.remora.dist.image;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * An image as one tar file: an OCI image layout, and beside it the list by which {@code docker
 * load} of any age finds its way. The same folder always gives the same bytes.
 */
final class OciArchive {
  private static final String CONFIG_TYPE = "application/vnd.oci.image.config.v1+json";
  private static final String LAYER_TYPE = "application/vnd.oci.image.layer.v1.tar+gzip";
  private static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";
  private static final String INDEX_TYPE = "application/vnd.oci.image.index.v1+json";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path root;
  private final ImageSettings settings;
  private final SequencedMap<String, byte[]> files = new LinkedHashMap<>();

  OciArchive(Path root, ImageSettings settings) {
    this.root = root;
    this.settings = settings;
  }

  /**
   * Writes the archive.
   *
   * @return the digest of its manifest, as registries and Kubernetes show it
   */
  String write(Path archive) throws IOException {
    Program program = settings.program();
    Path own = root.resolve(ImageRoot.HOME).resolve(program.folder());
    // What changes with every version lies above what stays for years.
    List<Layer> layers =
        List.of(
            layer("the Java runtime and what it needs", path -> !path.startsWith(own)),
            layer(program.what(), path -> path.startsWith(own)));

    Descriptor config = blob(CONFIG_TYPE, json(settings.config(layers)));
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("schemaVersion", 2);
    manifest.put("mediaType", MANIFEST_TYPE);
    manifest.put("config", config);
    manifest.put("layers", layers.stream().map(Layer::descriptor).toList());
    Descriptor described = blob(MANIFEST_TYPE, json(manifest));

    Map<String, Object> index = new LinkedHashMap<>();
    index.put("schemaVersion", 2);
    index.put("mediaType", INDEX_TYPE);
    index.put("manifests", List.of(named(described)));
    files.put("index.json", json(index));
    files.put("oci-layout", json(Map.of("imageLayoutVersion", "1.0.0")));

    Map<String, Object> docker = new LinkedHashMap<>();
    docker.put("Config", config.path());
    docker.put("RepoTags", List.of(settings.reference()));
    docker.put("Layers", layers.stream().map(layer -> layer.descriptor().path()).toList());
    files.put("manifest.json", json(List.of(docker)));

    try (TarArchiveOutputStream tar = tar(Files.newOutputStream(archive))) {
      for (var file : files.entrySet()) {
        put(tar, entry(file.getKey(), 0644, file.getValue().length), file.getValue());
      }
    }
    return described.digest();
  }

  /** The manifest in the index, with the names by which containerd and others keep it. */
  private Map<String, Object> named(Descriptor manifest) {
    Map<String, Object> platform = new LinkedHashMap<>();
    platform.put("architecture", settings.architecture());
    platform.put("os", "linux");
    Map<String, Object> names = new LinkedHashMap<>();
    names.put("io.containerd.image.name", "docker.io/library/" + settings.reference());
    names.put("org.opencontainers.image.ref.name", settings.tag());
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("mediaType", manifest.mediaType());
    named.put("digest", manifest.digest());
    named.put("size", manifest.size());
    named.put("platform", platform);
    named.put("annotations", names);
    return named;
  }

  /** A layer of the files that match, and of the folders that lead to them. */
  private Layer layer(String what, Predicate<Path> taken) throws IOException {
    List<Path> paths;
    try (var walk = Files.walk(root)) {
      paths = walk.filter(path -> !path.equals(root)).sorted().toList();
    }
    List<Path> chosen = paths.stream().filter(Files::isRegularFile).filter(taken).toList();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = tar(bytes)) {
      for (Path path : paths) {
        String name = root.relativize(path).toString();
        if (Files.isDirectory(path)) {
          if (chosen.stream().anyMatch(file -> file.startsWith(path))) {
            put(tar, entry(name + "/", 0755, 0), new byte[0]);
          }
        } else if (taken.test(path)) {
          byte[] content = Files.readAllBytes(path);
          put(tar, entry(name, Files.isExecutable(path) ? 0755 : 0644, content.length), content);
        }
      }
    }
    byte[] plain = bytes.toByteArray();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    }
    return new Layer(what, digest(plain), blob(LAYER_TYPE, packed.toByteArray()));
  }

  /**
   * One layer.
   *
   * @param contentDigest the digest of its tar file before it was packed
   * @param descriptor how a manifest names it
   */
  record Layer(String what, String contentDigest, Descriptor descriptor) {}

  /** How an image names one of its blobs; the names are the format's. */
  @JsonPropertyOrder({"mediaType", "digest", "size"})
  record Descriptor(String mediaType, String digest, int size) {
    /** Where the blob is in an image layout. */
    @JsonIgnore
    String path() {
      return "blobs/" + digest.replace(':', '/');
    }
  }

  private Descriptor blob(String type, byte[] content) {
    Descriptor blob = new Descriptor(type, digest(content), content.length);
    files.put(blob.path(), content);
    return blob;
  }

  static String digest(byte[] content) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return "sha256:" + HexFormat.of().formatHex(sha256.digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] json(Object value) throws IOException {
    return JSON.writeValueAsBytes(value);
  }

  private static TarArchiveOutputStream tar(OutputStream out) {
    TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8");
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    return tar;
  }

  private TarArchiveEntry entry(String name, int mode, int size) {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    Instant made = settings.made();
    entry.setModTime(made.toEpochMilli());
    entry.setMode(mode);
    entry.setSize(size);
    entry.setIds(0, 0);
    entry.setNames("", "");
    return entry;
  }

  private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, byte[] content)
      throws IOException {
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }
}
