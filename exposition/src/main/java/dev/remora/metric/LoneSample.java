package dev.remora.metric;

/**
 * The one sample of a family without labels. Most families of a server are of this kind: a page has
 * hundreds of them.
 *
 * @param family the family, of a type of single numbers
 * @param value the number
 */
public record LoneSample(Family family, double value) implements Arranged {
  @Override
  public int size() {
    return 1;
  }
}
