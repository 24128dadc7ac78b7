package dev.remora.inject.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON as RFC 8259 has it and nothing beyond: maps keep their order, whole numbers are {@link
 * Integer}, {@link Long} or {@link BigInteger}, others {@link BigDecimal}, and null is {@link
 * JsonNull}.
 */
public final class JsonReader {
  private static final int DEEPEST = 200;
  // A number of a million digits is no number, and costs minutes to read.
  private static final int LONGEST_NUMBER = 400;

  private final String text;
  private final int mostValues;
  private int at;
  private int depth;
  private int values;

  private JsonReader(String text, int mostValues) {
    this.text = text;
    this.mostValues = mostValues;
  }

  /** The one value that the text holds. */
  public static Object read(String text) throws JsonException {
    return read(text, Integer.MAX_VALUE);
  }

  /**
   * The same of a stranger's text.
   *
   * @param mostValues how many values it may hold; each takes more memory than its text
   */
  public static Object read(String text, int mostValues) throws JsonException {
    JsonReader reader = new JsonReader(text, mostValues);
    Object value = reader.value();
    reader.skipSpace();
    if (reader.at < text.length()) {
      throw reader.problem("there is more behind the value");
    }
    return value;
  }

  private Object value() throws JsonException {
    skipSpace();
    values++;
    if (values > mostValues) {
      throw problem("more than %d values".formatted(mostValues));
    }
    return switch (peek()) {
      case '{' -> map();
      case '[' -> list();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", JsonNull.NULL);
      default -> number();
    };
  }

  private Map<String, Object> map() throws JsonException {
    enter();
    Map<String, Object> map = new LinkedHashMap<>();
    if (!took('}')) {
      do {
        skipSpace();
        if (peek() != '"') {
          throw problem("a key in quotes is due");
        }
        String key = string();
        expect(':');
        if (map.containsKey(key)) {
          throw problem("the key \"%s\" stands here twice".formatted(key));
        }
        map.put(key, value());
      } while (took(','));
      expect('}');
    }
    depth--;
    return Collections.unmodifiableMap(map);
  }

  private List<Object> list() throws JsonException {
    enter();
    List<Object> list = new ArrayList<>();
    if (!took(']')) {
      do {
        list.add(value());
      } while (took(','));
      expect(']');
    }
    depth--;
    return Collections.unmodifiableList(list);
  }

  private void enter() throws JsonException {
    at++;
    depth++;
    if (depth > DEEPEST) {
      throw problem("nested more than %d deep".formatted(DEEPEST));
    }
  }

  private String string() throws JsonException {
    at++;
    StringBuilder string = new StringBuilder();
    while (true) {
      char c = peek();
      at++;
      if (c == '"') {
        return string.toString();
      }
      if (c < ' ') {
        throw problem(at > text.length() ? "a text without an end" : "a control character");
      }
      string.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() throws JsonException {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int code = 0;
        for (int i = 0; i < 4; i++) {
          int digit = Character.digit(peek(), 16);
          if (digit < 0 || peek() > 'f') {
            throw problem("four hexadecimal digits are due");
          }
          code = code * 16 + digit;
          at++;
        }
        yield (char) code;
      }
      default -> throw problem("no such escape");
    };
  }

  private Number number() throws JsonException {
    int start = at;
    boolean whole = true;
    if (peek() == '-') {
      at++;
    }
    int first = at;
    digits();
    if (text.charAt(first) == '0' && at > first + 1) {
      throw problem("a number with a zero before it");
    }
    if (peek() == '.') {
      at++;
      digits();
      whole = false;
    }
    if (peek() == 'e' || peek() == 'E') {
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      digits();
      whole = false;
    }
    String number = text.substring(start, at);
    if (number.length() > LONGEST_NUMBER) {
      throw problem("a number of %d characters".formatted(number.length()));
    }
    try {
      return whole ? smallest(new BigInteger(number)) : new BigDecimal(number);
    } catch (NumberFormatException e) {
      throw problem("a number out of all range");
    }
  }

  private static Number smallest(BigInteger number) {
    if (number.bitLength() < Integer.SIZE) {
      return number.intValue();
    }
    return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
  }

  private void digits() throws JsonException {
    int start = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    if (at == start) {
      throw problem(at < text.length() ? "no JSON value" : "the text ends too early");
    }
  }

  private <T> T word(String word, T value) throws JsonException {
    if (!text.startsWith(word, at)) {
      throw problem("no JSON value");
    }
    at += word.length();
    return value;
  }

  private boolean took(char c) {
    skipSpace();
    if (peek() != c) {
      return false;
    }
    at++;
    return true;
  }

  private void expect(char c) throws JsonException {
    if (!took(c)) {
      throw problem("%s is due".formatted(c));
    }
  }

  /** The next character, or NUL behind the last. */
  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private void skipSpace() {
    while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') {
      at++;
    }
  }

  private JsonException problem(String what) {
    int end = Math.min(at, text.length());
    int line = 1;
    int column = 1;
    for (int i = 0; i < end; i++) {
      column = text.charAt(i) == '\n' ? 1 : column + 1;
      line += text.charAt(i) == '\n' ? 1 : 0;
    }
    return new JsonException(what, line, column);
  }
}
