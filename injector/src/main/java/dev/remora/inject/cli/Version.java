package dev.remora.inject.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which version this is, and which image belongs to it. */
record Version(String text) {
  private static final String UNFINISHED = "-SNAPSHOT";

  /** Reads what the build wrote beside this class. */
  static Version read() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("build.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Version(properties.getProperty("version", "unknown").replace(UNFINISHED, ""));
  }

  String image() {
    return "remora:" + text;
  }
}
