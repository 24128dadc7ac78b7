package dev.remora.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.exposition.PageFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NegotiationTest {
  private static final String PROTOBUF =
      "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # 1
          PB;q=0.7,text/plain;version=0.0.4;q=0.3,*/*;q=0.1                   | PROTOBUF
          # 2.0 to 2.4
          text/plain;version=0.0.4;q=1,*/*;q=0.1                              | TEXT
          # 2.5
          OM;version=0.0.1,text/plain;version=0.0.4;q=0.5,*/*;q=0.1           | TEXT
          # 2.42, then with native histograms
          OM;version=1.0.0,OM;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1 | OPEN_METRICS
          PB,OM;version=1.0.0;q=0.8,OM;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1 | PROTOBUF
          # 2.49, then with native histograms
          OM;version=1.0.0;q=0.5,OM;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2 | OPEN_METRICS
          PB;q=0.5,OM;version=1.0.0;q=0.4,OM;version=0.0.1;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1 | PROTOBUF
          # 3, then with native histograms
          OM;version=1.0.0;escaping=allow-utf-8;q=0.6,OM;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2 | OPEN_METRICS
          PB;q=0.6,OM;version=1.0.0;escaping=allow-utf-8;q=0.5,OM;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1 | PROTOBUF
          # 3 with one scrape protocol each
          text/plain;version=0.0.4;q=0.6,*/*;q=0.5                            | TEXT
          text/plain;version=1.0.0;escaping=allow-utf-8;q=0.6,*/*;q=0.5       | TEXT
          OM;version=1.0.0;escaping=underscores;q=0.6,*/*;q=0.5               | OPEN_METRICS
          OM;version=0.0.1;q=0.6,*/*;q=0.5                                    | TEXT
          PB;q=0.6,*/*;q=0.5                                                  | PROTOBUF
          """)
  void givesPrometheusWhatItPrefers(String accept, PageFormat expected) {
    assertThat(format(accept)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                        | TEXT
          */*                                       | TEXT
          text/html,application/xml;q=0.9,*/*;q=0.8 | TEXT
          text/*                                    | TEXT
          text/plain                                | TEXT
          TEXT/PLAIN ; Version="0.0.4" ; q=1.000    | TEXT
          text/html                                 | TEXT
          application/*                             | OPEN_METRICS
          OM                                        | OPEN_METRICS
          OM;charset=utf-8                          | OPEN_METRICS
          OM;version="1.0.0"                        | OPEN_METRICS
          OM;q=0.2;version=1.0.0                    | OPEN_METRICS
          OM;version=2.0.0                          | TEXT
          OM,text/plain                             | TEXT
          text/plain,OM                             | TEXT
          OM;q=0.5,text/plain;q=0.5                 | TEXT
          OM;q=0.501,text/plain;q=0.5               | OPEN_METRICS
          PB,OM                                     | OPEN_METRICS
          PB,OM;q=0.9                               | PROTOBUF
          PB,text/plain;q=1.0                       | TEXT
          PB;q=0.3,*/*;q=0.2                        | PROTOBUF
          PB;q=0.3,*/*                              | TEXT
          # the most exact range counts, not the kindest
          OM;q=0.1,application/*,text/plain;q=0.2   | TEXT
          OM;version=1.0.0;q=0.1,OM,text/*;q=0.5    | TEXT
          OM;version=1.0.0,OM;q=0.1,text/*;q=0.5    | OPEN_METRICS
          text/plain;q=0.1,text/*,OM;q=0.2          | OPEN_METRICS
          OM;q=0.1,OM;q=0.7,text/plain;q=0.5        | OPEN_METRICS
          # zero says no
          OM;q=0                                    | TEXT
          OM;q=0.000,*/*;q=0.1                      | TEXT
          text/plain;q=0,*/*;q=0.1                  | OPEN_METRICS
          text/plain;q=0,OM;q=0                     | TEXT
          PB;q=0,OM;q=0.1                           | OPEN_METRICS
          # protobuf, but not this one
          application/vnd.google.protobuf           | TEXT
          application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily | TEXT
          application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=text | TEXT
          application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=compact-text | TEXT
          application/vnd.google.protobuf;proto=other;encoding=delimited | TEXT
          # malformed
          ,;,, ;q=1 ,                               | TEXT
          OM;q=                                     | TEXT
          OM;q=x                                    | TEXT
          OM;q=1e0                                  | TEXT
          OM;q=-1                                   | TEXT
          OM;q=1.001                                | TEXT
          OM;q=0.5.1                                | TEXT
          OM;q=.                                    | TEXT
          OM;q=NaN                                  | TEXT
          application;q=1                           | TEXT
          /*                                        | TEXT
          */plain,OM;q=0.1                          | OPEN_METRICS
          OM;q=x,OM;q=.1                            | OPEN_METRICS
          OM;version                                | OPEN_METRICS
          text/plain;a="x, OM, y"                   | TEXT
          text/plain;a="x\\", OM, y";q=0.1,OM;q=0.2 | OPEN_METRICS
          text/plain;a="x, OM                       | TEXT
          """)
  void choosesByQuality(String accept, PageFormat expected) {
    assertThat(format(accept)).isEqualTo(expected);
  }

  @Test
  void readsEveryLineOfTheHeader() {
    Negotiation asked =
        Negotiation.of(List.of("text/plain;q=0.1", "application/openmetrics-text;q=0.2"));

    assertThat(asked.format()).isEqualTo(PageFormat.OPEN_METRICS);
    assertThat(Negotiation.of(List.of()).format()).isEqualTo(PageFormat.TEXT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                                    | text/plain; version=0.0.4; charset=utf-8; escaping=underscores
          OM                                                    | application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=underscores
          PB                                                    | application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited; escaping=underscores
          """)
  void namesTheFormat(String accept, String expected) {
    assertThat(of(accept).contentType()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text/plain;escaping=allow-utf-8                       | allow-utf-8
          text/plain;escaping=dots                              | dots
          */*;escaping=values                                   | values
          text/plain;escaping=underscores                       | underscores
          text/plain;escaping=nonsense                          | underscores
          text/plain;escaping=Dots                              | underscores
          OM;version=1.0.0;escaping=allow-utf-8;q=0.6,*/*;q=0.2 | allow-utf-8
          PB;q=0.7,OM;escaping=allow-utf-8;q=0.6                | underscores
          text/plain,OM;escaping=dots;q=0.2                     | underscores
          text/plain;version=9,OM;version=9;escaping=dots;q=0.2 | dots
          a/b;escaping=dots,a/c;escaping=values;q=0.5,OM;q=0.1  | values
          a/b;escaping=dots,OM;escaping=values;q=0.5            | values
          """)
  void answersTheEscapingThatTheReferenceWould(String accept, String expected) {
    assertThat(of(accept).contentType()).endsWith("; escaping=" + expected);
  }

  private static PageFormat format(String accept) {
    return of(accept).format();
  }

  private static Negotiation of(String accept) {
    String whole = accept.replace("PB", PROTOBUF).replace("OM", "application/openmetrics-text");
    return Negotiation.of(List.of(whole));
  }
}
