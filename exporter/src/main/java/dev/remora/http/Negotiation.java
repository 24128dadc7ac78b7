package dev.remora.http;

import dev.remora.exposition.PageFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The format in which a client gets its page, by its header {@code Accept}. Text where it takes
 * nothing that there is, and where it takes something else no more gladly: a page in an unwanted
 * format says more than a refusal.
 *
 * @param format the format
 * @param contentType how the answer names it
 */
record Negotiation(PageFormat format, String contentType) {
  // Names need no escaping, so it is all the same to the page; the reference answers it, too.
  private static final String ESCAPING = "escaping";
  private static final String ESCAPING_BY_DEFAULT = "underscores";

  private static final double NEVER_GRANTED = -1;

  private static final int NOT_NAMED = -1;
  private static final int NAMED_BY_ANY = 0;
  private static final int NAMED_BY_KIND = 1;
  private static final int NAMED = 2;
  private static final int NAMED_IN_FULL = 3;

  /** The format by the lines of the header, of which there may be none. */
  static Negotiation of(List<String> accept) {
    List<Preference> ranges = Preference.all(accept);
    PageFormat best = PageFormat.TEXT;
    Preference granted = null;
    for (PageFormat format : PageFormat.values()) {
      Preference range = naming(format, ranges);
      if (range != null && range.quality() > (granted == null ? 0 : granted.quality())) {
        best = format;
        granted = range;
      }
    }
    String contentType = best.mediaType().concat("; escaping=").concat(escaping(ranges, granted));
    return new Negotiation(best, contentType);
  }

  /** The range that names a format most exactly, and of such the one of the highest quality. */
  private static @Nullable Preference naming(PageFormat format, List<Preference> ranges) {
    Preference best = null;
    int exactness = NOT_NAMED;
    for (Preference range : ranges) {
      int exactly = exactness(range, format);
      if (exactly > exactness
          || (best != null && exactly == exactness && range.quality() > best.quality())) {
        best = range;
        exactness = exactly;
      }
    }
    return best;
  }

  private static int exactness(Preference range, PageFormat format) {
    return switch (format) {
      case TEXT -> exactness(range, "text/plain", "0.0.4");
      case OPEN_METRICS -> exactness(range, "application/openmetrics-text", "1.0.0");
      // Never by a wildcard, nor without saying which message: nobody reads it by chance.
      case PROTOBUF ->
          range.value().equals("application/vnd.google.protobuf")
                  && range.parameter("proto").equals("io.prometheus.client.MetricFamily")
                  && range.parameter("encoding").equals("delimited")
              ? NAMED_IN_FULL
              : NOT_NAMED;
    };
  }

  private static int exactness(Preference range, String type, String version) {
    String value = range.value();
    if (value.equals(type)) {
      String asked = range.parameter("version");
      if (asked.isEmpty()) {
        return NAMED;
      }
      return asked.equals(version) ? NAMED_IN_FULL : NOT_NAMED;
    }
    if (value.equals("*/*")) {
      return NAMED_BY_ANY;
    }
    return value.endsWith("/*") && type.startsWith(value.substring(0, value.length() - 1))
        ? NAMED_BY_KIND
        : NOT_NAMED;
  }

  /** What the granted range asks for, else the last that would have been liked better. */
  private static String escaping(List<Preference> ranges, @Nullable Preference granted) {
    if (granted != null && isEscaping(granted.parameter(ESCAPING))) {
      return granted.parameter(ESCAPING);
    }
    double above = granted == null ? NEVER_GRANTED : granted.quality();
    String escaping = ESCAPING_BY_DEFAULT;
    double quality = 1;
    for (Preference range : ranges) {
      if (range.quality() > above
          && range.quality() <= quality
          && isEscaping(range.parameter(ESCAPING))) {
        escaping = range.parameter(ESCAPING);
        quality = range.quality();
      }
    }
    return escaping;
  }

  private static boolean isEscaping(String name) {
    return switch (name) {
      case "allow-utf-8", ESCAPING_BY_DEFAULT, "dots", "values" -> true;
      default -> false;
    };
  }
}
