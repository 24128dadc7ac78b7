package dev.remora.bench;

import dev.remora.exposition.PageFormat;
import dev.remora.exposition.TextFormat;
import dev.remora.metric.Page;
import dev.remora.metric.Samples;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From rows to samples, and from samples to bytes, with the compiler that a sidecar has. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:C1MaxInlineSize=28"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PageBenchmark {
  private static final int BUFFER_BYTES = 8 * 1024;

  /** How many tables the server has. */
  @Param({"0", "10000"})
  public int tables;

  private Pages pages = new Pages(0);
  private Page page = pages.page();

  /** Makes the page that is written. */
  @Setup
  public void prepare() {
    pages = new Pages(tables);
    page = pages.page();
  }

  /** The rows of one scrape, kept and sorted. */
  @Benchmark
  public Samples rowsToSamples() {
    return pages.samples();
  }

  /** The page as text. */
  @Benchmark
  public void samplesToText() throws IOException {
    TextFormat.write(page, OutputStream.nullOutputStream());
  }

  /** The page as OpenMetrics. */
  @Benchmark
  public void samplesToOpenMetrics() throws IOException {
    PageFormat.OPEN_METRICS.write(page, OutputStream.nullOutputStream());
  }

  /** The page as protobuf, for which each family is walked twice. */
  @Benchmark
  public void samplesToProtobuf() throws IOException {
    PageFormat.PROTOBUF.write(page, OutputStream.nullOutputStream());
  }

  /** The page as the client gets it. */
  @Benchmark
  public void samplesToGzip() throws IOException {
    try (OutputStream out = new Gzip(OutputStream.nullOutputStream())) {
      TextFormat.write(page, out);
    }
  }

  private static final class Gzip extends GZIPOutputStream {
    Gzip(OutputStream out) throws IOException {
      super(out, BUFFER_BYTES);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
