package dev.remora.collector;

/** In what the server gives a number, and how it becomes what is served: seconds, if a time. */
public enum Unit {
  /** Served as it is. */
  AS_GIVEN {
    @Override
    public double convert(double number) {
      return number;
    }
  },
  /** Trillionths of a second, as the performance schema counts. */
  PICOSECONDS {
    @Override
    public double convert(double number) {
      return number / 1e12;
    }
  },
  /** Millionths of a second; multiplied as the reference does, which decides the last digit. */
  MICROSECONDS {
    @Override
    public double convert(double number) {
      return number * 0.000001;
    }
  },
  /** Thousandths of a second; multiplied as the reference does, which decides the last digit. */
  MILLISECONDS {
    @Override
    public double convert(double number) {
      return number * 0.001;
    }
  },
  /** Served in thousands, whatever it is. */
  THOUSANDTHS {
    @Override
    public double convert(double number) {
      return number / 1000;
    }
  };

  /** The number to serve. */
  public abstract double convert(double number);
}
