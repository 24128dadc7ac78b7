package dev.remora.self;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Collected;
import dev.remora.metric.Samples;
import org.junit.jupiter.api.Test;

class BuildInfoTest {
  @Test
  void knowsWhatTheBuildWrote() {
    BuildInfo build = BuildInfo.read();

    assertThat(build.version()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(build.date()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    assertThat(build.toString()).doesNotContain("${", "@");
  }

  @Test
  void hasTheLabelsOfTheReference() {
    Samples samples = new Samples();

    new BuildInfo("1.2.3", "abc", "main", "2026-11-01T00:00:00Z").addTo(samples);

    assertThat(Collected.text(samples))
        .matches(
            "# TYPE mysqld_exporter_build_info gauge\n"
                + "mysqld_exporter_build_info\\{branch=\"main\",goarch=\"\\w+\",goos=\"\\w+\","
                + "goversion=\"java25[^\"]*\",revision=\"abc\",tags=\"\",version=\"1\\.2\\.3\"} 1\n");
  }
}
