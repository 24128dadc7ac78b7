package dev.remora.collector;

import java.util.List;
import java.util.Map;

/**
 * What a user chose for one collector; what he did not choose has its default.
 *
 * @param values the texts of each chosen setting, by its name; numbers are whole, switches {@code
 *     true} or {@code false}
 */
public record Chosen(Map<String, List<String>> values) {
  /** Nothing chosen: everything has its default. */
  public static final Chosen NOTHING = new Chosen(Map.of());

  /** Copies the map. */
  public Chosen {
    values = Map.copyOf(values);
  }

  /** The number chosen. */
  public long count(Setting.Count setting) {
    return Long.parseLong(texts(setting).getFirst());
  }

  /** The text chosen. */
  public String text(Setting.Text setting) {
    return texts(setting).getFirst();
  }

  /** The texts chosen, none of them empty. */
  public List<String> texts(Setting.Texts setting) {
    return texts((Setting) setting).stream().filter(text -> !text.isEmpty()).distinct().toList();
  }

  /** Whether it is on. */
  public boolean isOn(Setting.Toggle setting) {
    return texts(setting).getFirst().equals("true");
  }

  private List<String> texts(Setting setting) {
    return values.getOrDefault(setting.name(), setting.defaults());
  }
}
