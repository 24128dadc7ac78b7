package dev.remora.log;

/** A line that is one JSON object of strings. */
final class JsonLine implements Line {
  private final StringBuilder text = new StringBuilder(200);

  @Override
  public void pair(String key, String value) {
    text.append(text.isEmpty() ? '{' : ',');
    Quoting.append(key, text);
    text.append(':');
    Quoting.append(value, text);
  }

  @Override
  public String end() {
    return text.append("}\n").toString();
  }
}
