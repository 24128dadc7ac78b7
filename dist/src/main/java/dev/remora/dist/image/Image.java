package dev.remora.dist.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** The image, from the distribution to a file that any cluster loads. */
public final class Image {
  private Image() {}

  /**
   * Makes {@code target/image} with the root folder, the Dockerfile and the bill of materials, and
   * the archive beside it.
   *
   * @param program whose image
   * @param home the distribution
   * @param sources the folder with the launcher, {@code etc}, {@code licenses} and Dockerfile
   * @param made the time that everything in the image bears
   * @return what was made, or why nothing was, for people
   */
  public static String make(Program program, Path home, Path sources, String version, Instant made)
      throws IOException, InterruptedException {
    String missing = NativeParts.missing();
    if (!missing.isEmpty()) {
      return "Image of " + program.title() + ": not made, because " + missing;
    }
    ImageSettings settings = new ImageSettings(program, version, made);
    Path folder = home.resolveSibling(program.imageFolder());
    Path root = folder.resolve("root");
    ImageRoot.make(program, home, sources, root, made);
    String name = "%s-image-%s".formatted(program.title(), settings.architecture());
    Path archive = home.resolveSibling(name + ".tar");
    String digest = new OciArchive(root, settings).write(archive);
    Files.writeString(home.resolveSibling(name + ".cdx.json"), Materials.of(root, settings).json());
    return "Image: %s, %s, %s".formatted(archive, settings.reference(), digest);
  }
}
