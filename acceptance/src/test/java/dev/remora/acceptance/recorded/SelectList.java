package dev.remora.acceptance.recorded;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a statement selects: its expressions without their other names. */
record SelectList(List<String> items) {
  private static final Pattern START = pattern("select (?:straight_join |distinct )?");
  private static final Pattern OTHER_NAME = pattern(" as \\w+$");
  // What is quoted counts as one character that means nothing.
  private static final Pattern TOKEN = pattern("'[^']*'|\"[^\"]*\"| from |.");

  SelectList {
    items = List.copyOf(items);
  }

  static SelectList of(Statement statement) {
    String text = statement.text();
    Matcher start = START.matcher(text);
    if (!start.lookingAt()) {
      throw new IllegalArgumentException("it selects nothing");
    }
    List<String> items = new ArrayList<>();
    Matcher token = TOKEN.matcher(text).region(start.end(), text.length());
    int depth = 0;
    int itemStart = start.end();
    int end = text.length();
    while (token.find() && end == text.length()) {
      switch (token.group().toLowerCase(Locale.ROOT)) {
        case "(" -> depth++;
        case ")" -> depth--;
        case "," -> {
          if (depth == 0) {
            items.add(item(text, itemStart, token.start()));
            itemStart = token.end();
          }
        }
        case " from " -> end = depth == 0 ? token.start() : end;
        default -> {}
      }
    }
    items.add(item(text, itemStart, end));
    return new SelectList(items);
  }

  boolean isEverything() {
    return items.equals(List.of("*"));
  }

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }

  private static String item(String text, int start, int end) {
    return OTHER_NAME.matcher(text.substring(start, end).strip()).replaceFirst("");
  }
}
