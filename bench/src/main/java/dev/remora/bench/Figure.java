package dev.remora.bench;

/** What is measured of an exporter; less is better, always. */
enum Figure {
  P50_GZIP("latency p50, gzip asked", "ms"),
  P95_GZIP("latency p95, gzip asked", "ms"),
  P50("latency p50, plain", "ms"),
  P95("latency p95, plain", "ms"),
  CPU("exporter CPU per scrape", "ms"),
  MYSQLD_CPU("mysqld CPU per scrape", "ms"),
  CONNECTIONS("connections opened per scrape", ""),
  STATEMENTS("statements per scrape", ""),
  FAILED("statements that fail, per scrape", ""),
  RSS("RSS at the end", "MiB"),
  PSS("PSS at the end", "MiB"),
  PEAK("RSS at its peak", "MiB"),
  START("start to first good scrape", "ms");

  private final String title;
  private final String unit;

  Figure(String title, String unit) {
    this.title = title;
    this.unit = unit;
  }

  @Override
  public String toString() {
    return unit.isEmpty() ? title : title + ", " + unit;
  }
}
