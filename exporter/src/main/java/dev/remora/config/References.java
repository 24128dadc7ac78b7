package dev.remora.config;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * References to environment variables in a text: {@code $NAME}, {@code ${NAME}} and {@code
 * $(NAME)}. Only a variable that is set is replaced, so that an old password with a {@code $} stays
 * what it is; what was put in is not read again. Remembers the names it replaced. Not thread-safe.
 */
final class References {
  private final Map<String, String> environment;
  private final Set<String> replaced = new LinkedHashSet<>();

  References(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The names that were replaced so far, in order. */
  Set<String> replaced() {
    return replaced;
  }

  String resolve(String text) {
    StringBuilder resolved = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      int end = c == '$' ? end(text, at) : -1;
      String name = end < 0 ? "" : name(text, at, end);
      String value = name.isEmpty() ? null : environment.get(name);
      if (value == null) {
        resolved.append(c);
        at++;
      } else {
        resolved.append(value);
        replaced.add(name);
        at = end;
      }
    }
    return resolved.toString();
  }

  /** Where the reference that starts at the dollar ends, or -1 if there is none. */
  private static int end(String text, int dollar) {
    int start = dollar + 1;
    char open = start < text.length() ? text.charAt(start) : ' ';
    if (open == '{' || open == '(') {
      int nameEnd = nameEnd(text, start + 1);
      char close = open == '{' ? '}' : ')';
      boolean closed =
          nameEnd > start + 1 && nameEnd < text.length() && text.charAt(nameEnd) == close;
      return closed ? nameEnd + 1 : -1;
    }
    int nameEnd = nameEnd(text, start);
    return nameEnd > start ? nameEnd : -1;
  }

  private static String name(String text, int dollar, int end) {
    boolean wrapped = "{(".indexOf(text.charAt(dollar + 1)) >= 0;
    return wrapped ? text.substring(dollar + 2, end - 1) : text.substring(dollar + 1, end);
  }

  private static int nameEnd(String text, int from) {
    int at = from;
    while (at < text.length() && isNameCharacter(text.charAt(at), at == from)) {
      at++;
    }
    return at;
  }

  private static boolean isNameCharacter(char c, boolean first) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || (!first && c >= '0' && c <= '9');
  }
}
