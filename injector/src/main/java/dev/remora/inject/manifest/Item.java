package dev.remora.inject.manifest;

import dev.remora.inject.plan.Pointer;

/**
 * An object in a manifest.
 *
 * @param document the number of its document, from 0
 * @param path where it stands in the document; the root, unless it is an item of a list
 * @param line the line where it begins
 * @param apiVersion what it says of itself
 * @param kind what it says of itself
 * @param namespace its namespace, or empty
 * @param name its name; empty where it has none or only a part of one
 */
record Item(
    int document,
    Pointer path,
    int line,
    String apiVersion,
    String kind,
    String namespace,
    String name) {
  /** As people write it: {@code Deployment/mysql}. */
  String text() {
    return (kind.isEmpty() ? "object" : kind) + "/" + name;
  }
}
