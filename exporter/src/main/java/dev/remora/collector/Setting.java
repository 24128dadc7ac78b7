package dev.remora.collector;

import java.util.List;

/** What a user may choose about a collector: the flag {@code --collect.COLLECTOR.NAME}. */
public sealed interface Setting {
  /** The name behind the collector's. */
  String name();

  /** One sentence for people. */
  String help();

  /** The values that hold where the user chose none, as texts. */
  List<String> defaults();

  /** A whole number, not negative. */
  record Count(String name, long byDefault, String help) implements Setting {
    @Override
    public List<String> defaults() {
      return List.of(Long.toString(byDefault));
    }
  }

  /** A text. */
  record Text(String name, String byDefault, String help) implements Setting {
    @Override
    public List<String> defaults() {
      return List.of(byDefault);
    }
  }

  /** Texts, as many as the flag is given times. */
  record Texts(String name, String help) implements Setting {
    @Override
    public List<String> defaults() {
      return List.of("");
    }
  }

  /** On or off. */
  record Toggle(String name, Default byDefault, String help) implements Setting {
    @Override
    public List<String> defaults() {
      return List.of(String.valueOf(byDefault == Default.ON));
    }
  }
}
