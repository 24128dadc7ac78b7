package dev.remora.doctor;

import dev.remora.log.Quoting;

/** Sentences in lines of bounded width, with what is not seen escaped; a wider word stays whole. */
final class Prose {
  private static final int WIDTH = 96;

  private Prose() {}

  /**
   * The lines.
   *
   * @param first what the first line begins with
   * @param further what the further ones begin with
   */
  static String lines(String first, String further, String sentences) {
    StringBuilder text = new StringBuilder();
    StringBuilder line = new StringBuilder(first);
    int begin = first.length();
    for (String word : Quoting.seen(sentences.replace('\n', ' ')).split(" ", -1)) {
      if (line.length() > begin && line.length() + 1 + word.length() > WIDTH) {
        text.append(line).append('\n');
        line = new StringBuilder(further);
        begin = further.length();
      }
      line.append(line.length() > begin ? " " : "").append(word);
    }
    return text.append(line).append('\n').toString();
  }
}
