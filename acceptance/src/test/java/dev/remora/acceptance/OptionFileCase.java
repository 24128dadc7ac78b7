package dev.remora.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * An option file of the table {@code parity/option-files.txt}.
 *
 * @param name what is to be seen by it
 * @param sections those that are asked besides {@code client}
 * @param ours what Remora makes of it where that is not what the reference does, by section
 * @param text the file, with names in braces for what a table cannot show
 */
record OptionFileCase(
    String name, List<String> sections, SequencedMap<String, String> ours, String text) {
  private static final String BEGIN = "=== ";
  private static final String DIFFERS = "ours: ";
  private static final String REASON = "because ";
  private static final String TEXT = "---\n";

  /** All of the table. */
  static List<OptionFileCase> all() {
    List<OptionFileCase> cases = new ArrayList<>();
    String[] parts = ("\n" + table()).split("\n" + BEGIN, -1);
    for (int i = 1; i < parts.length; i++) {
      cases.add(parse(parts[i]));
    }
    return cases;
  }

  private static OptionFileCase parse(String part) {
    int end = part.indexOf('\n');
    String[] head = part.substring(0, end).split(" \\| ", 2);
    String text = part.substring(end + 1);
    SequencedMap<String, String> ours = new LinkedHashMap<>();
    boolean reasoned = false;
    while (text.startsWith(DIFFERS) || text.startsWith(REASON)) {
      String line = text.substring(0, text.indexOf('\n'));
      text = text.substring(line.length() + 1);
      reasoned |= line.startsWith(REASON);
      if (line.startsWith(DIFFERS)) {
        String[] pair = line.substring(DIFFERS.length()).split(": ", 2);
        ours.put(pair[0], pair[1]);
      }
    }
    if (reasoned == ours.isEmpty()) {
      throw new IllegalArgumentException(head[0] + ": a difference has a reason");
    }
    if (text.startsWith(TEXT)) {
      text = text.substring(TEXT.length());
    }
    List<String> sections = head.length < 2 ? List.of() : List.of(head[1].strip().split(" +", -1));
    return new OptionFileCase(head[0].strip(), sections, ours, text);
  }

  private static String table() {
    try (InputStream stream =
        OptionFileCase.class.getResourceAsStream("/parity/option-files.txt")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file's bytes. */
  byte[] bytes(SequencedMap<String, String> names) {
    String file = text;
    for (var name : names.entrySet()) {
      file = file.replace("{" + name.getKey() + "}", name.getValue());
    }
    int end = file.indexOf("{END}");
    file =
        (end < 0 ? file : file.substring(0, end))
            .replace("{CR}", "\r")
            .replace("{NBSP}", "\u00A0")
            .replace("{BOM}", "\uFEFF")
            .replace("{LONG}", "x".repeat(100_000))
            .replace("{HUGE}", "# a comment\n".repeat(900_000));
    // One byte that is no UTF-8 cannot come out of a text that is.
    return new String(file.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
        .replace("{E4}", "\u00E4")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public String toString() {
    return name;
  }
}
