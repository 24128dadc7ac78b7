package dev.remora.dist.image;

import java.util.List;

/** The programs of which there are images. They share the Java runtime and what it needs. */
public enum Program {
  /** Sits beside a database. */
  SIDECAR("remora", "Remora", "A MySQL metrics sidecar for Prometheus", "lib"),
  /** Puts the first one there. */
  WEBHOOK(
      "remora-webhook",
      "Remora's webhook",
      "Adds the MySQL metrics sidecar to Pods as they are made",
      "injector");

  private final String title;
  private final String shownTitle;
  private final String description;
  private final String folder;

  Program(String title, String shownTitle, String description, String folder) {
    this.title = title;
    this.shownTitle = shownTitle;
    this.description = description;
    this.folder = folder;
  }

  /** The image's name. */
  String title() {
    return title;
  }

  /** The same for people. */
  String shownTitle() {
    return shownTitle;
  }

  String description() {
    return description;
  }

  /** The folder of the distribution in which its jars and its archive are. */
  String folder() {
    return folder;
  }

  /** The names of its launcher, that of the entry point first. */
  List<String> names() {
    return switch (this) {
      case SIDECAR -> List.of("mysqld_exporter", "remora");
      case WEBHOOK -> List.of("remora-webhook");
    };
  }

  List<Integer> ports() {
    return switch (this) {
      case SIDECAR -> List.of(9104);
      case WEBHOOK -> List.of(8080, 8443);
    };
  }

  /** What its layer holds. */
  String what() {
    return "the " + define().toLowerCase(java.util.Locale.ROOT);
  }

  /** What the launcher's source is compiled for. */
  String define() {
    return name();
  }

  /** Where the image is put together, beside the distribution. */
  String imageFolder() {
    return this == SIDECAR ? "image" : title + "-image";
  }
}
