package dev.remora.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The images by name. */
final class Images {
  static final Path KUSTOMIZE = Path.of("../deploy/kustomize");

  /** The sidecar, as the manifests name it. */
  static final String SIDECAR = named(KUSTOMIZE.resolve("components/sidecar/container.yaml"));

  private Images() {}

  private static String named(Path manifest) {
    try {
      Matcher image = Pattern.compile("(?m)^ +image: (\\S+)$").matcher(Files.readString(manifest));
      if (!image.find()) {
        throw new IllegalStateException(manifest + " names no image");
      }
      return image.group(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
