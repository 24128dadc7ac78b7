package dev.remora.inject.webhook;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The few kinds of values in DER of which a certificate is made, each as its bytes. */
final class Der {
  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int OCTET_STRING = 0x04;
  private static final int OBJECT_IDENTIFIER = 0x06;
  private static final int UTF8_STRING = 0x0c;
  private static final int GENERALIZED_TIME = 0x18;
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int EXPLICIT = 0xa0;
  private static final int DNS_NAME = 0x82;

  private static final byte[] TRUE = {0x01, 0x01, (byte) 0xff};
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Der() {}

  static byte[] sequence(byte[]... parts) {
    return value(SEQUENCE, parts);
  }

  static byte[] set(byte[]... parts) {
    return value(SET, parts);
  }

  /** A field that is told by its number. */
  static byte[] explicit(int number, byte[] value) {
    return value(EXPLICIT | number, value);
  }

  /** A number, as {@link java.math.BigInteger#toByteArray} has it. */
  static byte[] integer(byte... twosComplement) {
    return value(INTEGER, twosComplement);
  }

  static byte[] bits(int unused, byte... bytes) {
    return value(BIT_STRING, new byte[] {(byte) unused}, bytes);
  }

  static byte[] octets(byte[] bytes) {
    return value(OCTET_STRING, bytes);
  }

  static byte[] isTrue() {
    return TRUE.clone();
  }

  static byte[] text(String text) {
    return value(UTF8_STRING, text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] dnsName(String name) {
    return value(DNS_NAME, name.getBytes(StandardCharsets.US_ASCII));
  }

  /** RFC 5280 wants the short form for years before 2050; every reader takes both. */
  static byte[] time(Instant instant) {
    return value(GENERALIZED_TIME, TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
  }

  /** An object identifier, by its numbers. */
  static byte[] identifier(int... numbers) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(numbers[0] * 40 + numbers[1]);
    for (int i = 2; i < numbers.length; i++) {
      for (int shift = 28; shift >= 0; shift -= 7) {
        if (shift == 0 || numbers[i] >> shift != 0) {
          out.write((numbers[i] >> shift & 0x7f) | (shift == 0 ? 0 : 0x80));
        }
      }
    }
    return value(OBJECT_IDENTIFIER, out.toByteArray());
  }

  private static byte[] value(int tag, byte[]... parts) {
    int length = List.of(parts).stream().mapToInt(part -> part.length).sum();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (length < 0x80) {
      out.write(length);
    } else if (length <= 0xff) {
      out.write(0x81);
      out.write(length);
    } else {
      out.write(0x82);
      out.write(length >> 8);
      out.write(length);
    }
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
