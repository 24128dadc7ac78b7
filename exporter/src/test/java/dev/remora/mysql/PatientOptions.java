package dev.remora.mysql;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Options by which a login may take longer than the deadlines of tests, which then decide. */
public final class PatientOptions {
  /** The usual ones, but for the time to connect. */
  public static final SessionOptions PATIENT =
      new SessionOptions(
          Duration.ofMinutes(1),
          SessionOptions.NO_READ_TIMEOUT,
          Tls.OFF,
          false,
          false,
          "",
          Optional.empty(),
          List.of());

  private PatientOptions() {}
}
