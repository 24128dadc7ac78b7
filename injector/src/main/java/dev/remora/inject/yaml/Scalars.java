package dev.remora.inject.yaml;

import dev.remora.inject.json.JsonNull;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What plain scalars mean, and how values are written as scalars. Kubernetes' tools read YAML 1.1,
 * where {@code yes} is a boolean and {@code 0644} is 420; others read 1.2, where they are not.
 */
final class Scalars {
  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> TRUE =
      Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
  private static final Set<String> FALSE =
      Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
  private static final Pattern INTEGER =
      Pattern.compile("([-+]?)(0x[0-9a-fA-F_]+|0b[01_]+|0o?[0-7_]+|[0-9][0-9_]*)");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?([0-9][0-9_]*\\.?[0-9_]*|\\.[0-9_]+)([eE][-+]?[0-9]{1,4})?");
  // Letters, digits and what paths, images and flags are made of: read alike by everybody.
  private static final Pattern HARMLESS =
      Pattern.compile("[A-Za-z/](?:[A-Za-z0-9_./=,()$%+@-]|:(?=[A-Za-z0-9/]))*");
  // A flag begins with dashes; one dash and a blank would be an item.
  private static final Pattern FLAG =
      Pattern.compile("--[a-z](?:[A-Za-z0-9_./=,()$%+@-]|:(?=[A-Za-z0-9/]))*");
  private static final Pattern QUANTITY = Pattern.compile("[0-9]+(m|Ki|Mi|Gi)");
  private static final int LONGEST_NUMBER = 100;

  private Scalars() {}

  static Object value(Node.Scalar scalar) {
    String text = scalar.value();
    String tag = scalar.tag();
    boolean isText =
        tag.isEmpty()
            ? scalar.style() != Node.Style.PLAIN
            : tag.equals("!") || tag.endsWith(":str");
    return isText ? text : resolved(text);
  }

  private static Object resolved(String text) {
    if (NULLS.contains(text)) {
      return JsonNull.NULL;
    }
    if (TRUE.contains(text)) {
      return true;
    }
    if (FALSE.contains(text)) {
      return false;
    }
    if (text.length() > LONGEST_NUMBER) {
      return text;
    }
    Matcher integer = INTEGER.matcher(text);
    if (integer.matches()) {
      return integer(integer.group(1), integer.group(2).replace("_", ""), text);
    }
    return DECIMAL.matcher(text).matches() ? decimal(text) : text;
  }

  private static Object integer(String sign, String digits, String text) {
    int radix = 10;
    int skipped = 0;
    if (digits.startsWith("0x")) {
      radix = 16;
      skipped = 2;
    } else if (digits.startsWith("0b")) {
      radix = 2;
      skipped = 2;
    } else if (digits.startsWith("0o")) {
      radix = 8;
      skipped = 2;
    } else if (digits.startsWith("0") && digits.length() > 1) {
      radix = 8;
      skipped = 1;
    }
    try {
      BigInteger number = new BigInteger(sign + digits.substring(skipped), radix);
      if (number.bitLength() < Integer.SIZE) {
        return number.intValue();
      }
      return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
    } catch (NumberFormatException e) {
      // 089, or an underscore alone.
      return text;
    }
  }

  private static Object decimal(String text) {
    try {
      return new BigDecimal(text.replace("_", ""));
    } catch (NumberFormatException e) {
      return text;
    }
  }

  /** A value as everybody reads it back: plain where that is safe, else in quotes. */
  static String text(Object value, String quoted) {
    if (!(value instanceof String text)) {
      return value.toString();
    }
    if (isPlain(text)) {
      return text;
    }
    // JSON in single quotes needs no backslashes.
    boolean single = text.indexOf('"') >= 0 && text.indexOf('\'') < 0 && isPrintable(text);
    return single ? "'" + text + "'" : quoted;
  }

  private static boolean isPlain(String text) {
    boolean looksPlain =
        HARMLESS.matcher(text).matches()
            || FLAG.matcher(text).matches()
            || QUANTITY.matcher(text).matches();
    return looksPlain
        && resolved(text) instanceof String
        && !Set.of("nan", "inf", "y", "n").contains(text.toLowerCase(Locale.ROOT));
  }

  private static boolean isPrintable(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
  }
}
