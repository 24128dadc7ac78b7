package dev.remora.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NumberColumnTest {
  private static final int COUNT = 3_000;

  /** Each kind of numbers is kept in another way. */
  enum Kind {
    ZERO(i -> 0),
    NEGATIVE_ZERO(i -> -0.0),
    NONE(i -> Double.NaN),
    SMALL(i -> i % 256 - 128),
    BEYOND_A_BYTE(i -> i % 257 - 128),
    WHOLE(i -> i % 2 == 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE),
    BEYOND_AN_INT(i -> i % 2 == 0 ? 0 : 1L << 31),
    FRACTIONS(i -> i / 7.0),
    NOW_AND_THEN(i -> i % 600 == 0 ? 1e300 : i % 5),
    WITH_GAPS(i -> i % 3 == 0 ? Double.NaN : i),
    ZEROS_OF_BOTH_SIGNS(i -> i % 2 == 0 ? 0.0 : -0.0),
    INFINITE(i -> i % 2 == 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY),
    ANY(i -> Double.longBitsToDouble(new Random(i).nextLong()));

    @SuppressWarnings("ImmutableEnumChecker")
    private final IntToDoubleFunction number;

    Kind(IntToDoubleFunction number) {
      this.number = number;
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesBackWhatItTook(Kind kind) {
    NumberColumn column = new NumberColumn();

    for (int i = 0; i < COUNT; i++) {
      column.add(kind.number.applyAsDouble(i));
    }

    assertThat(column.size()).isEqualTo(COUNT);
    for (int i = 0; i < COUNT; i++) {
      long expected = Double.doubleToLongBits(kind.number.applyAsDouble(i));
      assertThat(Double.doubleToLongBits(column.get(i))).as("number %d", i).isEqualTo(expected);
    }
  }
}
