package dev.remora.inject.plan;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How much of a resource the sidecar asks for, and how much it may have, as Kubernetes writes it.
 *
 * @param request what it asks for: {@code 10m}
 * @param limit what it may have, which is no less
 */
public record Amount(String request, String limit) {
  /** As it was measured. */
  public static final Amount CPU = new Amount("10m", "200m");

  /** As it was measured. */
  public static final Amount MEMORY = new Amount("64Mi", "96Mi");

  /** What is due where a text is none. */
  public static final String DUE =
      "REQUEST or REQUEST:LIMIT, such as 10m:200m or 64Mi:96Mi, is due";

  private static final Pattern WRITTEN =
      Pattern.compile("[0-9]+(\\.[0-9]+)?([numkMGTPE]|[KMGTPE]i)?");

  /** Reads {@code 10m:200m}, or {@code 10m} for both; none if a Pod could not have it. */
  public static Optional<Amount> parse(String text) {
    int colon = text.indexOf(':');
    String request = colon < 0 ? text : text.substring(0, colon);
    String limit = text.substring(colon + 1);
    Optional<BigDecimal> asked = Quantity.of(request);
    Optional<BigDecimal> most = Quantity.of(limit);
    boolean can =
        WRITTEN.matcher(request).matches()
            && WRITTEN.matcher(limit).matches()
            && asked.isPresent()
            && most.isPresent()
            && asked.get().signum() > 0
            && asked.get().compareTo(most.get()) <= 0;
    return can ? Optional.of(new Amount(request, limit)) : Optional.empty();
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return request.equals(limit) ? request : request + ":" + limit;
  }
}
