package dev.remora.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.metric.Family;
import dev.remora.metric.FamilyBuffer;
import dev.remora.metric.Page;
import dev.remora.metric.Samples;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProtobufFormatTest {
  private static final int SEEDS = 200;
  private static final double[] NONE = {};

  private final Samples samples = new Samples();

  @Test
  void writesNothingForAnEmptyPage() throws IOException {
    assertThat(bytes(samples)).isEmpty();
  }

  @Test
  void writesEachFamilyBehindItsLength() throws IOException {
    samples.add(Family.gauge("g", "H"), 1);
    samples.add(Family.counter("a_total", "é", "k"), "v", -2);

    // Worked out by hand: field number and kind, length or value.
    String counter = "0a07615f746f74616c" + "1202c3a9" + "1800";
    String labelled = "2213" + "0a060a016b120176" + "1a0909" + "00000000000000c0";
    String gauge = "0a0167" + "120148" + "1801" + "220b" + "120909" + "000000000000f03f";
    assertThat(HexFormat.of().formatHex(bytes(samples)))
        .isEqualTo("24" + counter + labelled + "15" + gauge);
  }

  @Test
  void isReadByClientJava() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      RandomPage random = new RandomPage(seed);

      byte[] bytes = Pages.bytes(Page.of(random.sources()), PageFormat.PROTOBUF);

      assertThat(ProtobufReader.read(bytes))
          .as("seed %d", seed)
          .isEqualTo(withWholeCounts(random.expected()));
    }
  }

  @Test
  void writesTextsLongerThanAnyBuffer() throws IOException {
    String help = "Help ".repeat(10_000);
    FamilyBuffer buffer = samples.family(Family.untyped("u", help, "a", "b"));
    for (int length : List.of(0, 1, 126, 127, 128, 129, 16_382, 16_383, 16_384, 16_385, 100_000)) {
      buffer.label("é".repeat(length)).label("x".repeat(length)).value(length);
    }

    ReadPage read = ProtobufReader.read(bytes(samples));

    assertThat(read.families().getFirst().help()).isEqualTo(help);
    assertThat(read)
        .isEqualTo(
            StrictReader.read(Pages.text(Pages.bytes(Page.of(List.of(samples)), PageFormat.TEXT))));
  }

  @Test
  void writesCountsBelowZeroAsZeroAndLargeOnesAsTheyAre() throws IOException {
    FamilyBuffer buffer = samples.family(Family.summary("s", "", "a"));
    buffer.label("fraction").distribution(2.75, 0, NONE, NONE);
    buffer.label("large").distribution(0x1p62, 0, NONE, NONE);
    buffer.label("negative").distribution(-1, 0, NONE, NONE);

    assertThat(ProtobufReader.read(bytes(samples)).families().getFirst().lines())
        .filteredOn(line -> line.name().equals("s_count"))
        .extracting(ReadPage.Line::value)
        .containsExactly(2.0, 0x1p62, 0.0);
  }

  private static byte[] bytes(Samples samples) throws IOException {
    return Pages.bytes(Page.of(List.of(samples)), PageFormat.PROTOBUF);
  }

  /** Random counts are any numbers, and those of this format whole ones that are not negative. */
  private static ReadPage withWholeCounts(ReadPage page) {
    return new ReadPage(
        page.families().stream()
            .map(family ->
                new ReadPage.Family(
                    family.name(),
                    family.type(),
                    family.help(),
                    family.lines().stream().map(line -> withWholeCount(family, line)).toList()))
            .toList());
  }

  private static ReadPage.Line withWholeCount(ReadPage.Family family, ReadPage.Line line) {
    boolean count =
        line.name().equals(family.name() + "_bucket") && family.type().equals("histogram");
    return count
        ? new ReadPage.Line(line.name(), line.labels(), (double) Math.max(0, (long) line.value()))
        : line;
  }
}
