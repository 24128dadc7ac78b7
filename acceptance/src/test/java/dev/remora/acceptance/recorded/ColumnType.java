package dev.remora.acceptance.recorded;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The type of a column: how it is announced on the wire, and what its values look like. */
enum ColumnType {
  TEXT(0xFD, Wire.UTF8MB4, 0, 0, Wire.ANYTHING),
  LONGTEXT(0xFC, Wire.UTF8MB4, Wire.BLOB, 0, Wire.ANYTHING),
  ENUM(0xFE, Wire.UTF8MB4, Wire.ENUM, 0, Wire.ANYTHING),
  /** A text with a binary collation, such as the file names of the performance schema. */
  BINARY(0xFD, Wire.NO_CHARACTERS, Wire.BINARY, 0, Wire.ANYTHING),
  TINYINT(0x01, Wire.NO_CHARACTERS, 0, 0, Wire.INTEGER),
  INT(0x03, Wire.NO_CHARACTERS, 0, 0, Wire.INTEGER),
  INT_UNSIGNED(0x03, Wire.NO_CHARACTERS, Wire.UNSIGNED, 0, Wire.NATURAL),
  BIGINT(0x08, Wire.NO_CHARACTERS, 0, 0, Wire.INTEGER),
  BIGINT_UNSIGNED(0x08, Wire.NO_CHARACTERS, Wire.UNSIGNED, 0, Wire.NATURAL),
  DECIMAL(0xF6, Wire.NO_CHARACTERS, 0, 4, "-?[0-9]+(\\.[0-9]+)?"),
  FLOAT(0x04, Wire.NO_CHARACTERS, 0, 31, Wire.FLOATING),
  DOUBLE(0x05, Wire.NO_CHARACTERS, 0, 31, Wire.FLOATING),
  DATETIME(0x0C, Wire.NO_CHARACTERS, Wire.BINARY, 0, Wire.SECONDS),
  TIMESTAMP6(0x07, Wire.NO_CHARACTERS, Wire.BINARY, 6, Wire.SECONDS + "\\.[0-9]{6}");

  private final int code;
  private final int characters;
  private final int flags;
  private final int decimals;
  private final Pattern values;

  ColumnType(int code, int characters, int flags, int decimals, String values) {
    this.code = code;
    this.characters = characters;
    this.flags = flags;
    this.decimals = decimals;
    this.values = Pattern.compile(values, Pattern.DOTALL);
  }

  /** The type that is written like this in a recording, for example {@code bigint unsigned}. */
  static Optional<ColumnType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.toString().equals(name)).findFirst();
  }

  boolean accepts(String value) {
    return values.matcher(value).matches() && fits(value);
  }

  int code() {
    return code;
  }

  int characters() {
    return characters;
  }

  int flags() {
    return flags;
  }

  int decimals() {
    return decimals;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private boolean fits(String value) {
    return switch (this) {
      case TINYINT -> isWithin(value, 7, true);
      case INT -> isWithin(value, 31, true);
      case INT_UNSIGNED -> isWithin(value, 32, false);
      case BIGINT -> isWithin(value, 63, true);
      case BIGINT_UNSIGNED -> isWithin(value, 64, false);
      case TEXT, LONGTEXT, ENUM, BINARY, DECIMAL, FLOAT, DOUBLE, DATETIME, TIMESTAMP6 -> true;
    };
  }

  private static boolean isWithin(String value, int bits, boolean signed) {
    BigInteger number = new BigInteger(value);
    return number.signum() < 0 ? signed && number.bitLength() <= bits : number.bitLength() <= bits;
  }

  /** The numbers and patterns that the types share. */
  private static final class Wire {
    static final int UTF8MB4 = 45;
    static final int NO_CHARACTERS = 63;
    static final int BLOB = 16;
    static final int UNSIGNED = 32;
    static final int BINARY = 128;
    static final int ENUM = 256;
    static final String ANYTHING = ".*";
    static final String INTEGER = "-?[0-9]+";
    static final String NATURAL = "[0-9]+";
    static final String FLOATING = "-?[0-9]+(\\.[0-9]+)?(e[+-]?[0-9]+)?";
    static final String SECONDS = "[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}";
  }
}
