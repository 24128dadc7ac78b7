package dev.remora.dist.image;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the image is named and run.
 *
 * @param program whose image it is
 * @param version as Maven knows it
 * @param made the time that the image and all in it bear
 */
record ImageSettings(Program program, String version, Instant made) {
  /** Nobody, by number: Kubernetes can tell that it is not root. */
  static final String USER = "65534:65534";

  /** The tag: the version, also while it is being made. */
  String tag() {
    return version.replace("-SNAPSHOT", "");
  }

  String reference() {
    return program.title() + ":" + tag();
  }

  /** This machine's architecture, as images name it. */
  String architecture() {
    String name = System.getProperty("os.arch");
    return name.equals("aarch64") ? "arm64" : name;
  }

  Map<String, Object> config(List<OciArchive.Layer> layers) {
    Map<String, Object> labels = new LinkedHashMap<>();
    labels.put("org.opencontainers.image.title", program.shownTitle());
    labels.put("org.opencontainers.image.description", program.description());
    labels.put("org.opencontainers.image.licenses", "Apache-2.0");
    labels.put("org.opencontainers.image.version", version);

    Map<String, Object> run = new LinkedHashMap<>();
    run.put("User", USER);
    run.put("ExposedPorts", ports());
    run.put("Env", List.of("PATH=/bin"));
    run.put("Entrypoint", List.of("/bin/" + program.names().getFirst()));
    run.put("WorkingDir", "/");
    run.put("Labels", labels);

    Map<String, Object> rootfs = new LinkedHashMap<>();
    rootfs.put("type", "layers");
    rootfs.put("diff_ids", layers.stream().map(OciArchive.Layer::contentDigest).toList());

    Map<String, Object> config = new LinkedHashMap<>();
    config.put("created", made.toString());
    config.put("architecture", architecture());
    config.put("os", "linux");
    config.put("config", run);
    config.put("rootfs", rootfs);
    config.put("history", layers.stream().map(this::history).toList());
    return config;
  }

  private Map<String, Object> ports() {
    Map<String, Object> ports = new LinkedHashMap<>();
    program.ports().forEach(port -> ports.put(port + "/tcp", Map.of()));
    return ports;
  }

  private Map<String, Object> history(OciArchive.Layer layer) {
    Map<String, Object> history = new LinkedHashMap<>();
    history.put("created", made.toString());
    history.put("created_by", layer.what());
    return history;
  }
}
