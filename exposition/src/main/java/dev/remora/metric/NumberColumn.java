package dev.remora.metric;

import java.util.Arrays;

/**
 * A growing column of numbers, packed: most columns of a large server are zero for long stretches,
 * or small whole numbers, which need no eight bytes each.
 */
final class NumberColumn {
  private static final int BITS = 9;
  private static final int CHUNK = 1 << BITS;
  private static final double[] NOTHING = {};
  private static final Packed[] NONE = {};

  /** The numbers of one full chunk. */
  private sealed interface Packed {
    double at(int index);
  }

  private record Same(double number) implements Packed {
    @Override
    public double at(int index) {
      return number;
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Bytes(byte[] numbers) implements Packed {
    @Override
    public double at(int index) {
      return numbers[index];
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Ints(int[] numbers) implements Packed {
    @Override
    public double at(int index) {
      return numbers[index];
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Doubles(double[] numbers) implements Packed {
    @Override
    public double at(int index) {
      return numbers[index];
    }
  }

  private Packed[] packed = NONE;
  private int full;
  private double[] open = NOTHING;
  private int size;

  int size() {
    return size;
  }

  void add(double number) {
    int at = size - full * CHUNK;
    if (at == CHUNK) {
      close();
      at = 0;
    }
    if (at == open.length) {
      open = Arrays.copyOf(open, at == 0 ? 1 : Math.min(CHUNK, 4 * at));
    }
    open[at] = number;
    size++;
  }

  double get(int index) {
    int chunk = index >>> BITS;
    return chunk < full ? packed[chunk].at(index & (CHUNK - 1)) : open[index - full * CHUNK];
  }

  private void close() {
    if (full == packed.length) {
      packed = Arrays.copyOf(packed, full + 1 + full / 2);
    }
    packed[full++] = pack(open);
  }

  private static Packed pack(double[] numbers) {
    long bits = Double.doubleToRawLongBits(numbers[0]);
    boolean same = true;
    int least = 0;
    int most = 0;
    for (double number : numbers) {
      int whole = (int) number;
      if (Double.doubleToRawLongBits(whole) != Double.doubleToRawLongBits(number)) {
        // A fraction, a negative zero, no number at all, or too large.
        return sameOrDoubles(numbers);
      }
      least = Math.min(least, whole);
      most = Math.max(most, whole);
      same &= Double.doubleToRawLongBits(number) == bits;
    }
    if (same) {
      return new Same(numbers[0]);
    }
    return least >= Byte.MIN_VALUE && most <= Byte.MAX_VALUE ? bytes(numbers) : ints(numbers);
  }

  private static Packed sameOrDoubles(double[] numbers) {
    long bits = Double.doubleToRawLongBits(numbers[0]);
    for (double number : numbers) {
      if (Double.doubleToRawLongBits(number) != bits) {
        return new Doubles(numbers.clone());
      }
    }
    return new Same(numbers[0]);
  }

  private static Packed bytes(double[] numbers) {
    byte[] bytes = new byte[numbers.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) numbers[i];
    }
    return new Bytes(bytes);
  }

  private static Packed ints(double[] numbers) {
    int[] ints = new int[numbers.length];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = (int) numbers[i];
    }
    return new Ints(ints);
  }
}
