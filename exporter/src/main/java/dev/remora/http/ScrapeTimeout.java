package dev.remora.http;

import dev.remora.collector.GoFloat;
import dev.remora.log.Level;
import dev.remora.log.Troubles;
import dev.remora.mysql.Deadline;
import java.time.Duration;
import java.util.OptionalDouble;

/** Makes the deadline of a scrape from Prometheus' header, less the time the page needs home. */
final class ScrapeTimeout {
  static final String HEADER = "X-Prometheus-Scrape-Timeout-Seconds";

  // Whoever asks without a limit, a person with curl, gets this one: nothing waits for ever.
  private static final Duration WITHOUT_HEADER = Duration.ofSeconds(60);

  // A kubelet waits for a second unless told otherwise, and then takes the process for dead.
  private static final String KUBELET = "kube-probe/";
  private static final Duration FOR_KUBELET = Duration.ofMillis(750);

  private static final double LONGEST_SECONDS = 3600;

  private final Duration offset;
  private final Troubles troubles;

  ScrapeTimeout(Duration offset, Troubles troubles) {
    this.offset = offset;
    this.troubles = troubles;
  }

  /**
   * The deadline of a request whose header says this; the header may be absent.
   *
   * @param userAgent who asks
   */
  Deadline deadline(String header, String userAgent) {
    return Deadline.after(userAgent.startsWith(KUBELET) ? FOR_KUBELET : limit(header));
  }

  private Duration limit(String header) {
    if (header.isEmpty()) {
      return WITHOUT_HEADER;
    }
    OptionalDouble parsed = GoFloat.parse(header);
    if (parsed.isEmpty()) {
      tell("Timeout header is not a number", "header", HEADER, "value", header);
      return WITHOUT_HEADER;
    }
    double seconds = parsed.getAsDouble();
    double offsetSeconds = offset.toNanos() / 1e9;
    if (seconds == 0 || Double.isNaN(seconds)) {
      return WITHOUT_HEADER;
    }
    if (seconds <= offsetSeconds) {
      tell(
          "Timeout header is not above the offset",
          "header",
          HEADER,
          "value",
          header,
          "offset",
          offsetSeconds);
      return WITHOUT_HEADER;
    }
    double limit = Math.min(seconds - offsetSeconds, LONGEST_SECONDS);
    return Duration.ofNanos((long) (limit * 1e9));
  }

  /** Whoever sends such a header sends it with every scrape. */
  private void tell(String what, Object... pairs) {
    troubles.tell(Level.ERROR, HEADER, what, what, pairs);
  }
}
