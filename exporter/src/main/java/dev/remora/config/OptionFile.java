package dev.remora.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
   * @param holdsSetting whether another setting has run into it, by a quote that is not closed, a
   *     backslash at the end of a line, or a line that has no end
   */
  record Value(int line, String text, boolean holdsSetting) {
    /** A value that is of no file, and so means what it says. */
    static Value verbatim(String text) {
      return new Value(0, text, false);
    }

    /** The same value with this in place of what it refers to. */
    Value with(String newText, boolean holds) {
      return new Value(line, newText, holdsSetting || holds);
    }

    boolean isVerbatim() {
      return line == 0;
    }
  }

  /** The keys of a section; empty if there is no such section. */
  Map<String, Value> section(String name) {
    return sections.getOrDefault(name, Map.of());
  }

  /** The section that another is a child of, by its name; empty if there is none. */
  static String parent(String section) {
    int dot = section.lastIndexOf('.');
    return dot < 0 ? "" : section.substring(0, dot);
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
    byte[] bytes;
    try {
      bytes = SmallFile.read(path);
    } catch (IOException e) {
      throw new ConfigurationException(
          "%s cannot be read: %s; name a readable file with --config.my-cnf"
              .formatted(Shown.of(path.toString()), SmallFile.reason(path, e)));
    }
    // What is no UTF-8 may stand in a comment; where a value has it, its section is of no use.
    String text = new String(bytes, StandardCharsets.UTF_8);
    return new Reader(path, text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text).read();
  }

  /** Reads line by line; a value may go on over the lines that follow. */
  private static final class Reader {
    private static final List<String> QUOTES = List.of("\"\"\"", "`", "\"");

    private final Path path;
    private final String text;
    private final Map<String, Map<String, Value>> sections = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private int at;
    private int lines;
    private boolean hasRunOn;

    Reader(Path path, String text) {
      this.path = path;
      this.text = text;
    }

    OptionFile read() throws ConfigurationException {
      String section = DEFAULT;
      while (at < text.length()) {
        String line = Blanks.stripLeading(line());
        if (line.startsWith("[")) {
          section = header(line, section);
        } else if (!line.isEmpty() && !line.startsWith("#") && !line.startsWith(";")) {
          assignment(line, section(section));
        }
      }
      if (!problems.isEmpty()) {
        throw new ConfigurationException(problems);
      }
      return new OptionFile(path, Collections.unmodifiableMap(sections));
    }

    private Map<String, Value> section(String name) {
      return sections.computeIfAbsent(name, none -> new LinkedHashMap<>());
    }

    private String header(String line, String before) {
      int close = line.lastIndexOf(']');
      if (close <= 1) {
        problem(
            lines, close < 0 ? "the section's name has no closing ]" : "the section has no name");
        return before;
      }
      String name = line.substring(1, close);
      section(name);
      return name;
    }

    private void assignment(String line, Map<String, Value> section) {
      int start = lines;
      hasRunOn = false;
      String quote = openingQuote(line);
      int keyEnd = quote.isEmpty() ? -1 : line.indexOf(quote, quote.length());
      if (!quote.isEmpty() && keyEnd < 0) {
        problem(start, "the key has no closing " + quote);
        return;
      }
      int split = StraySetting.separator(line, Math.max(0, keyEnd));
      String key =
          split < 0
              ? value(line)
              : Blanks.strip(
                  quote.isEmpty()
                      ? line.substring(0, split)
                      : line.substring(quote.length(), keyEnd));
      String value = split < 0 ? "true" : value(Blanks.stripLeading(line.substring(split + 1)));
      if (key.isEmpty()) {
        problem(
            start,
            split < 0 ? "there is no key" : "there is no key before the " + line.charAt(split));
      } else {
        section.put(key, new Value(start, value, hasRunOn || StraySetting.isIn(value)));
      }
    }

    /** Takes up a line that belongs to the value before: is it a setting of its own? */
    private void runOn(String line) {
      hasRunOn |= StraySetting.separator(line, 0) >= 0;
    }

    private String value(String line) {
      String opening = openingQuote(line);
      if (!opening.isEmpty()) {
        return quoted(line.substring(opening.length()), opening);
      }
      String bare = Blanks.strip(line);
      if (bare.endsWith("\\")) {
        return joined(bare);
      }
      boolean wrapped =
          bare.length() > 1 && bare.startsWith("'") && bare.indexOf('\'', 1) == bare.length() - 1;
      return wrapped ? bare.substring(1, bare.length() - 1) : bare;
    }

    private static String openingQuote(String line) {
      for (String quote : QUOTES) {
        if (line.startsWith(quote)) {
          return quote;
        }
      }
      return "";
    }

    /** Up to the last quote of the line, or of the first line behind that has one. */
    private String quoted(String first, String quote) {
      int start = lines;
      int close = first.lastIndexOf(quote);
      if (close >= 0) {
        String value = first.substring(0, close);
        return quote.equals("\"") ? value.replace("\\\"", "\"") : value;
      }
      StringBuilder value = new StringBuilder(first);
      while (at < text.length()) {
        String line = line();
        runOn(line);
        value.append('\n');
        close = line.lastIndexOf(quote);
        if (close >= 0) {
          return value.append(line, 0, close).toString();
        }
        value.append(line);
      }
      problem(start, "the value has no closing " + quote);
      return "";
    }

    /** Without the backslash at the end, and with the lines behind up to one that has none. */
    private String joined(String first) {
      StringBuilder value = new StringBuilder(first);
      String next = first;
      while (!next.isEmpty() && value.charAt(value.length() - 1) == '\\') {
        value.setLength(value.length() - 1);
        next = Blanks.strip(line());
        runOn(next);
        value.append(next);
      }
      return value.toString();
    }

    /** The next line without its end; empty behind the last. */
    private String line() {
      int end = text.indexOf('\n', at);
      String line = text.substring(at, end < 0 ? text.length() : end);
      at = end < 0 ? text.length() : end + 1;
      lines++;
      return line;
    }

    private void problem(int line, String what) {
      problems.add("%s:%d: %s".formatted(path, line, what));
    }
  }
}
