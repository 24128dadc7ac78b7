package dev.remora.exposition;

import java.io.IOException;

/**
 * The wire format of protobuf: each field has its number and kind before it, and what has no fixed
 * length its length. Fields beyond the fifteenth would need a second byte, and are not used.
 */
final class ProtobufWriter {
  /** How many bytes a field takes that is a double. */
  static final int DOUBLE_BYTES = 1 + Double.BYTES;

  private static final int KIND_VARINT = 0;
  private static final int KIND_EIGHT_BYTES = 1;
  private static final int KIND_LENGTH = 2;
  private static final int KIND_BITS = 3;
  private static final int DIGIT_BITS = 7;

  private final ByteWriter out;

  ProtobufWriter(ByteWriter out) {
    this.out = out;
  }

  /** How many bytes a field takes that is a whole number. */
  static int sizeOfWhole(long value) {
    return 1 + sizeOfVarint(value);
  }

  /** How many bytes a field takes that is a text or message of so many bytes. */
  static long sizeOfMessage(long bytes) {
    return 1 + sizeOfVarint(bytes) + bytes;
  }

  private static int sizeOfVarint(long value) {
    // Zero takes a byte, too.
    int bits = Long.SIZE - Long.numberOfLeadingZeros(value | 1);
    return (bits + DIGIT_BITS - 1) / DIGIT_BITS;
  }

  /** Begins a message that stands by itself. */
  void length(long bytes) throws IOException {
    out.varint(bytes);
  }

  /** Begins a message in a field; the caller writes the bytes. */
  void message(int field, long bytes) throws IOException {
    field(field, KIND_LENGTH);
    out.varint(bytes);
  }

  void text(int field, String ascii) throws IOException {
    message(field, ascii.length());
    out.ascii(ascii);
  }

  void text(int field, byte[] utf8, int start, int end) throws IOException {
    message(field, end - start);
    out.bytes(utf8, start, end);
  }

  void whole(int field, long value) throws IOException {
    field(field, KIND_VARINT);
    out.varint(value);
  }

  void number(int field, double value) throws IOException {
    field(field, KIND_EIGHT_BYTES);
    out.littleEndian(value);
  }

  private void field(int field, int kind) throws IOException {
    out.write((field << KIND_BITS) | kind);
  }
}
