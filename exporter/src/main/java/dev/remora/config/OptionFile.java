package dev.remora.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A MySQL option file ({@code .my.cnf}) in the grammar that the reference reads: sections of keys
 * and values; {@code #} and {@code ;} begin a comment only at the start of a line, so that a
 * password may hold them.
 *
 * @param path where it is, for messages
 * @param sections the values by section and key; of repeated ones, the last
 */
record OptionFile(Path path, Map<String, Map<String, Value>> sections) {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** The section of what stands before the first. It is no fallback, but values may name it. */
  static final String DEFAULT = "DEFAULT";

  /**
   * A value and where it stands.
   *
   * @param line the line, counted from 1; 0 where it is of no file
   * @param text the value without its quotes
   */
  record Value(int line, String text) {
    /** A value that is of no file, and so means what it says. */
    static Value verbatim(String text) {
      return new Value(0, text);
    }

    boolean isVerbatim() {
      return line == 0;
    }
  }

  /** The keys of a section; empty if there is no such section. */
  Map<String, Value> section(String name) {
    return sections.getOrDefault(name, Map.of());
  }

  /** The same file with its gaps filled in the section of that name. */
  OptionFile filled(String name, Gaps gaps) {
    Map<String, Map<String, Value>> filled = new LinkedHashMap<>(sections);
    Map<String, Value> section = new LinkedHashMap<>(section(name));
    gaps.fill(section);
    filled.put(name, section);
    return new OptionFile(path, filled);
  }

  /** Reads a file; all lines that cannot be read are reported together. */
  static OptionFile read(Path path) throws ConfigurationException {
    List<String> lines;
    try {
      lines = Files.readString(path).lines().toList();
    } catch (CharacterCodingException e) {
      throw new ConfigurationException("%s is not UTF-8 text".formatted(path));
    } catch (IOException e) {
      throw new ConfigurationException(
          "%s cannot be read: %s; name a readable file with --config.my-cnf"
              .formatted(path, reason(path, e)));
    }
    return new Reader(path, lines).read();
  }

  /** Why a file cannot be read, in a user's words. */
  static String reason(Path path, IOException e) {
    if (Files.isDirectory(path)) {
      return "it is a directory";
    }
    if (Files.notExists(path)) {
      return "there is no such file";
    }
    return Files.isReadable(path) ? e.getClass().getSimpleName() : "permission denied";
  }

  /** Reads line by line; a value may go on over the lines that follow. */
  private static final class Reader {
    private final Path path;
    private final List<String> lines;
    private final Map<String, Map<String, Value>> sections = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private int at;

    Reader(Path path, List<String> lines) {
      this.path = path;
      this.lines = lines;
    }

    OptionFile read() throws ConfigurationException {
      String section = DEFAULT;
      while (at < lines.size()) {
        String line = line();
        if (line.startsWith("[")) {
          int close = line.lastIndexOf(']');
          if (close < 0) {
            problem(at, "the section's name has no closing ]");
          } else {
            section = line.substring(1, close);
            sections.computeIfAbsent(section, name -> new LinkedHashMap<>());
          }
        } else if (!line.isEmpty() && !line.startsWith("#") && !line.startsWith(";")) {
          assignment(line, sections.computeIfAbsent(section, name -> new LinkedHashMap<>()));
        }
      }
      if (!problems.isEmpty()) {
        throw new ConfigurationException(problems);
      }
      return new OptionFile(path, Collections.unmodifiableMap(sections));
    }

    private void assignment(String line, Map<String, Value> section) {
      int start = at;
      String quote = openingQuote(line);
      int keyEnd = quote.isEmpty() ? -1 : line.indexOf(quote, quote.length());
      if (!quote.isEmpty() && keyEnd < 0) {
        problem(start, "the key has no closing " + quote);
        return;
      }
      int split = split(line, Math.max(0, keyEnd));
      if (split < 0) {
        section.put(line, new Value(start, "true"));
      } else {
        String key =
            quote.isEmpty()
                ? line.substring(0, split).strip()
                : line.substring(quote.length(), keyEnd);
        if (key.isEmpty()) {
          problem(start, "there is no key before the " + line.charAt(split));
        } else {
          section.put(key, new Value(start, value(line.substring(split + 1).strip())));
        }
      }
    }

    private static int split(String line, int from) {
      for (int i = from; i < line.length(); i++) {
        if (line.charAt(i) == '=' || line.charAt(i) == ':') {
          return i;
        }
      }
      return -1;
    }

    private String value(String text) {
      String opening = openingQuote(text);
      if (!opening.isEmpty()) {
        return quoted(text.substring(opening.length()), opening);
      }
      if (text.endsWith("\\")) {
        return joined(text);
      }
      boolean wrapped =
          text.length() > 1 && text.startsWith("'") && text.indexOf('\'', 1) == text.length() - 1;
      return wrapped ? text.substring(1, text.length() - 1) : text;
    }

    private static String openingQuote(String text) {
      for (String quote : List.of("\"\"\"", "`", "\"")) {
        if (text.startsWith(quote)) {
          return quote;
        }
      }
      return "";
    }

    /** Up to the last quote of the line, or of the first line behind that has one. */
    private String quoted(String first, String quote) {
      int start = at;
      StringBuilder text = new StringBuilder();
      String rest = first;
      while (rest.lastIndexOf(quote) < 0) {
        text.append(rest).append('\n');
        if (at == lines.size()) {
          problem(start, "the value has no closing " + quote);
          return "";
        }
        rest = lines.get(at++);
      }
      text.append(rest, 0, rest.lastIndexOf(quote));
      String value = text.toString();
      return quote.equals("\"") ? value.replace("\\\"", "\"") : value;
    }

    private String joined(String first) {
      StringBuilder text = new StringBuilder(first);
      while (text.toString().endsWith("\\")) {
        text.setLength(text.length() - 1);
        if (at == lines.size()) {
          break;
        }
        text.append(line());
      }
      return text.toString();
    }

    private String line() {
      String line = lines.get(at++).strip();
      return at == 1 && line.startsWith(BYTE_ORDER_MARK) ? line.substring(1).strip() : line;
    }

    private void problem(int line, String what) {
      problems.add("%s:%d: %s".formatted(path, line, what));
    }
  }
}
