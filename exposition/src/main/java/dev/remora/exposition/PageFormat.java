package dev.remora.exposition;

import dev.remora.metric.Page;
import java.io.IOException;
import java.io.OutputStream;

/** The formats in which a page can be served; each has the same series. */
public enum PageFormat {
  /** Prometheus text, version 0.0.4. */
  TEXT("text/plain; version=0.0.4; charset=utf-8"),
  /** OpenMetrics text, version 1.0. */
  OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8"),
  /** Prometheus' messages, each behind its length. */
  PROTOBUF(
      "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
          + " encoding=delimited");

  private final String mediaType;

  PageFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The media type with the parameters that tell the format from others. */
  public String mediaType() {
    return mediaType;
  }

  /** Writes the whole page; flushing and closing the stream stays with the caller. */
  public void write(Page page, OutputStream stream) throws IOException {
    switch (this) {
      case TEXT -> TextFormat.write(page, stream);
      case OPEN_METRICS -> OpenMetricsFormat.write(page, stream);
      case PROTOBUF -> ProtobufFormat.write(page, stream);
    }
  }
}
