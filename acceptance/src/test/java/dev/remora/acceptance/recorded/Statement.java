package dev.remora.acceptance.recorded;

/**
 * A statement without what does not matter: comments, line breaks, back-quotes, the last semicolon.
 */
record Statement(String text) {
  static Statement of(String sql) {
    return new Statement(
        sql.replaceAll("/\\*.*?\\*/", " ")
            .replaceAll("\\s+", " ")
            .replace("`", "")
            .replaceFirst("[; ]+$", "")
            .strip());
  }
}
