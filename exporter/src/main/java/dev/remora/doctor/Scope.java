package dev.remora.doctor;

import java.util.List;
import java.util.regex.Pattern;

/** What privileges are for, as GRANT and SHOW GRANTS write it. */
final class Scope {
  private static final Pattern DOT = Pattern.compile("\\.(?=(?:[^`]*`[^`]*`)*[^`]*$)");

  private Scope() {}

  /** Database and table of a scope, without their quotes. */
  static List<String> parts(String scope) {
    String[] parts = DOT.split(scope, 2);
    return List.of(unquoted(parts[0]), parts.length > 1 ? unquoted(parts[1]) : "*");
  }

  /** A name without the quotes around it. */
  static String unquoted(String name) {
    if (name.length() < 2 || "`\"".indexOf(name.charAt(0)) < 0) {
      return name;
    }
    String quote = name.substring(0, 1);
    return name.substring(1, name.length() - 1).replace(quote + quote, quote);
  }

  /** Whether a database is one that a pattern as of LIKE means. */
  static boolean matches(String pattern, String database) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length()) {
        regex.append(Pattern.quote(String.valueOf(pattern.charAt(++i))));
      } else if (c == '%') {
        regex.append(".*");
      } else {
        regex.append(c == '_' ? "." : Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(database).matches();
  }
}
