package dev.remora.e2e;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long the API server waited for the webhook, by its own metrics: calls by the upper limit of
 * the bucket that they fell into, those of lower buckets included.
 */
record ApiLatency(Map<Double, Double> buckets) {
  private static final Pattern BUCKET =
      Pattern.compile(
          "(?m)^apiserver_admission_webhook_admission_duration_seconds_bucket"
              + "\\{name=\"pod\\.inject\\.remora\\.dev\".*le=\"([^\"]+)\"\\} (\\S+)$");

  static ApiLatency now() {
    Map<Double, Double> buckets = new TreeMap<>();
    Matcher line = BUCKET.matcher(Kubectl.anywhere().run("get", "--raw", "/metrics"));
    while (line.find()) {
      double limit =
          line.group(1).equals("+Inf")
              ? Double.POSITIVE_INFINITY
              : Double.parseDouble(line.group(1));
      buckets.merge(limit, Double.parseDouble(line.group(2)), Double::sum);
    }
    return new ApiLatency(buckets);
  }

  ApiLatency since(ApiLatency before) {
    Map<Double, Double> rest = new TreeMap<>(buckets);
    before.buckets().forEach((limit, count) -> rest.merge(limit, -count, Double::sum));
    return new ApiLatency(rest);
  }

  /** The upper limit, in seconds, of the bucket that a part of all calls lie within. */
  double quantile(double part) {
    double all = buckets.getOrDefault(Double.POSITIVE_INFINITY, 0.0);
    return buckets.entrySet().stream()
        .filter(bucket -> bucket.getValue() >= part * all)
        .mapToDouble(Map.Entry::getKey)
        .findFirst()
        .orElse(Double.NaN);
  }
}
