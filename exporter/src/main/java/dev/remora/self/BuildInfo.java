package dev.remora.self;

import dev.remora.metric.Family;
import dev.remora.metric.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Properties;

/**
 * What was built, from which source.
 *
 * @param version Remora's version
 * @param revision the commit
 * @param branch the branch
 * @param date when, as RFC 3339
 */
public record BuildInfo(String version, String revision, String branch, String date) {
  // The reference's labels; where it names its language, ours names the Java it runs on.
  private static final Family FAMILY =
      Family.gauge(
          "mysqld_exporter_build_info",
          "What was built, from which source, and what it runs on; always 1.",
          "branch",
          "goarch",
          "goos",
          "goversion",
          "revision",
          "tags",
          "version");

  /** Reads what the build wrote beside this class. */
  public static BuildInfo read() {
    Properties properties = new Properties();
    try (InputStream in = BuildInfo.class.getResourceAsStream("build.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new BuildInfo(
        properties.getProperty("version", "unknown"),
        properties.getProperty("revision", "unknown"),
        properties.getProperty("branch", "unknown"),
        properties.getProperty("date", "unknown"));
  }

  /** The Java that this runs on, for example {@code java25.0.3}. */
  public String runtime() {
    return "java" + System.getProperty("java.version", "");
  }

  /** The platform, in the words of the reference: {@code linux/amd64}. */
  public String platform() {
    return operatingSystem() + "/" + architecture();
  }

  /** Adds {@code mysqld_exporter_build_info}. */
  public void addTo(Samples samples) {
    samples
        .family(FAMILY)
        .label(branch)
        .label(architecture())
        .label(operatingSystem())
        .label(runtime())
        .label(revision)
        .label("")
        .label(version)
        .value(1);
  }

  private static String architecture() {
    String name = System.getProperty("os.arch", "");
    return name.equals("aarch64") ? "arm64" : name;
  }

  private static String operatingSystem() {
    String name = System.getProperty("os.name", "");
    return name.equals("Mac OS X") ? "darwin" : name.toLowerCase(Locale.ROOT);
  }
}
