package dev.remora.log;

/** A line of {@code key=value} pairs; a value is quoted where it would otherwise be torn. */
final class LogfmtLine implements Line {
  private final StringBuilder text = new StringBuilder(160);

  @Override
  public void pair(String key, String value) {
    if (!text.isEmpty()) {
      text.append(' ');
    }
    text.append(key).append('=');
    if (isPlain(value)) {
      text.append(value);
    } else {
      Quoting.append(value, text);
    }
  }

  @Override
  public void plainPair(String key, String value) {
    pair(key, value);
  }

  @Override
  public String end() {
    return text.append('\n').toString();
  }

  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c <= ' ' || c == '=' || c == '"' || c == '\\' || c >= 0x7F) {
        return false;
      }
    }
    return !value.isEmpty();
  }
}
