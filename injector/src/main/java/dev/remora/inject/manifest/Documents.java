package dev.remora.inject.manifest;

import dev.remora.inject.json.JsonNull;
import dev.remora.inject.yaml.Node;
import dev.remora.inject.yaml.Values;
import dev.remora.inject.yaml.YamlException;
import dev.remora.inject.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;

/** The documents of a text as plain values. */
public final class Documents {
  private Documents() {}

  /** All documents that are not empty. */
  public static List<Object> of(String text) throws ManifestException {
    try {
      List<Object> documents = new ArrayList<>();
      Values values = new Values();
      for (Node root : YamlReader.readResult(text)) {
        Object document = values.of(root);
        if (document != JsonNull.NULL) {
          documents.add(document);
        }
      }
      return documents;
    } catch (YamlException e) {
      throw ManifestException.of(e.line(), e.getMessage());
    }
  }
}
