package dev.remora.catalog;

/** The option {@code gcache.size} among Galera's provider options. */
final class GcacheSize {
  private static final String OPTION = "gcache.size";

  private GcacheSize() {}

  /** The size in bytes, with the suffixes K, M, G and T; 0 where there is none. */
  static double bytes(String options) {
    for (String option : options.split(";", -1)) {
      int equals = option.indexOf('=');
      if (equals > 0 && option.substring(0, equals).strip().equals(OPTION)) {
        return size(option.substring(equals + 1).strip());
      }
    }
    return 0;
  }

  private static double size(String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    if (end == 0) {
      return 0;
    }
    double number = Double.parseDouble(text.substring(0, end));
    return switch (text.substring(end)) {
      case "" -> number;
      case "K" -> number * (1L << 10);
      case "M" -> number * (1L << 20);
      case "G" -> number * (1L << 30);
      case "T" -> number * (1L << 40);
      default -> 0;
    };
  }
}
