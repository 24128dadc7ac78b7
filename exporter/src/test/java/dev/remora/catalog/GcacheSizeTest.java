package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GcacheSizeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                                  | 0
          gcache.size = 128M;                                 | 134217728
          gcache.size = 2G;                                   | 2147483648
          gcache.page_size = 128M; gcache.size = 131072; a=b; | 131072
          gcache.size = 64K;                                  | 65536
          gcache.size = 1T;                                   | 1099511627776
          a = 1; gcache.size = 128M                           | 134217728
          gcache.size=128M                                    | 134217728
          gcache.page_size = 128M;                            | 0
          gcache.keep_pages_size = 1; gcache.size = 0;        | 0
          gcache.size = ;                                     | 0
          gcache.size = M;                                    | 0
          gcache.size = 1X;                                   | 0
          gcache.size;                                        | 0
          """)
  @Tag("Q57")
  void isFoundAmongTheOptions(String options, double expected) {
    assertThat(GcacheSize.bytes(options)).isEqualTo(expected);
  }
}
