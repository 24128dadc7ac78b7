package dev.remora.log;

/** A line that is one JSON object. */
final class JsonLine implements Line {
  private final StringBuilder text = new StringBuilder(200);

  @Override
  public void pair(String key, String value) {
    key(key);
    Quoting.append(value, text);
  }

  @Override
  public void plainPair(String key, String value) {
    key(key);
    text.append(value);
  }

  private void key(String key) {
    text.append(text.isEmpty() ? '{' : ',');
    Quoting.append(key, text);
    text.append(':');
  }

  @Override
  public String end() {
    return text.append("}\n").toString();
  }
}
