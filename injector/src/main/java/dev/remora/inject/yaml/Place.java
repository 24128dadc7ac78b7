package dev.remora.inject.yaml;

/**
 * Where something stands in a text.
 *
 * @param start its first character
 * @param end the place behind its last one
 * @param line its line, from 1
 * @param column the column of its start, from 0, in characters as people count them
 */
public record Place(int start, int end, int line, int column) {
  Place until(int otherEnd) {
    return new Place(start, otherEnd, line, column);
  }
}
