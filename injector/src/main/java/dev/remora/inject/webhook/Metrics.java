package dev.remora.inject.webhook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What is counted, and the page of it in Prometheus' text format. Any thread may use it. */
public final class Metrics {
  private static final long[] BUCKETS_MICROS = {
    1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 3_000_000
  };
  private static final double MICROS = 1e6;
  private static final int PAGE_BYTES = 4096;
  private static final int KIBIBYTE = 1024;

  private final String version;
  private final LongAdder requests = new LongAdder();
  private final LongAdder injections = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder durationMicros = new LongAdder();
  private final LongAdder[] buckets = new LongAdder[BUCKETS_MICROS.length + 1];
  private final Map<String, LongAdder> skips = new ConcurrentSkipListMap<>();
  private final AtomicLong expirySeconds = new AtomicLong();

  /** All at nothing. */
  public Metrics(String version) {
    this.version = version;
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = new LongAdder();
    }
  }

  void count(Outcome outcome, Duration took) {
    requests.increment();
    switch (outcome) {
      case Outcome.Injected injected -> injections.increment();
      case Outcome.Skipped skipped ->
          skips.computeIfAbsent(skipped.reason(), reason -> new LongAdder()).increment();
      case Outcome.Failed failed -> errors.increment();
    }
    long micros = took.toNanos() / 1_000;
    durationMicros.add(micros);
    int bucket = 0;
    while (bucket < BUCKETS_MICROS.length && micros > BUCKETS_MICROS[bucket]) {
      bucket++;
    }
    buckets[bucket].increment();
  }

  /** Counts a request that was no review. */
  void countRefused() {
    refused.increment();
  }

  void certificateEnds(long epochSecond) {
    expirySeconds.set(epochSecond);
  }

  String page() {
    StringBuilder page = new StringBuilder(PAGE_BYTES);
    head(page, "build_info", "gauge", "The version that runs.");
    page.append("remora_webhook_build_info{version=\"").append(version).append("\"} 1\n");
    single(page, "requests_total", "counter", "Reviews that were answered.", requests.sum());
    single(
        page, "injections_total", "counter", "Pods that were given a sidecar.", injections.sum());
    head(page, "skips_total", "counter", "Pods that stay without one, by reason.");
    skips.forEach((reason, count) ->
        page.append(
            "remora_webhook_skips_total{reason=\"%s\"} %d\n".formatted(reason, count.sum())));
    single(page, "errors_total", "counter", "Reviews that failed, and allowed.", errors.sum());
    single(
        page, "refused_requests_total", "counter", "Requests that were no review.", refused.sum());
    histogram(page);
    single(
        page,
        "certificate_expiry_timestamp_seconds",
        "gauge",
        "When the certificate ends; 0 while there is none.",
        expirySeconds.get());
    page.append("# HELP process_resident_memory_bytes Resident memory size in bytes.\n");
    page.append("# TYPE process_resident_memory_bytes gauge\n");
    page.append("process_resident_memory_bytes ").append(resident()).append('\n');
    return page.toString();
  }

  private void histogram(StringBuilder page) {
    head(page, "duration_seconds", "histogram", "From a review's first byte to its answer.");
    long sum = 0;
    for (int i = 0; i < buckets.length; i++) {
      sum += buckets[i].sum();
      String limit =
          i < BUCKETS_MICROS.length ? Double.toString(BUCKETS_MICROS[i] / MICROS) : "+Inf";
      page.append("remora_webhook_duration_seconds_bucket{le=\"")
          .append(limit)
          .append("\"} ")
          .append(sum)
          .append('\n');
    }
    page.append("remora_webhook_duration_seconds_sum ")
        .append(durationMicros.sum() / MICROS)
        .append("\nremora_webhook_duration_seconds_count ")
        .append(sum)
        .append('\n');
  }

  private static void single(
      StringBuilder page, String name, String type, String help, long value) {
    head(page, name, type, help);
    page.append("remora_webhook_").append(name).append(' ').append(value).append('\n');
  }

  private static void head(StringBuilder page, String name, String type, String help) {
    page.append("# HELP remora_webhook_%s %s\n".formatted(name, help));
    page.append("# TYPE remora_webhook_%s %s\n".formatted(name, type));
  }

  private static long resident() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("VmRSS:")) {
          String[] words = line.split("\\s+", -1);
          return Long.parseLong(words[1]) * KIBIBYTE;
        }
      }
    } catch (IOException e) {
      // Not on Linux.
    }
    return 0;
  }
}
