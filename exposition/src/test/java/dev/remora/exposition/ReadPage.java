package dev.remora.exposition;

import java.util.List;

/**
 * A page as its reader sees it.
 *
 * @param families the families, in the order of the page
 */
record ReadPage(List<Family> families) {
  /** A family; its samples are lines, so a histogram has many. */
  record Family(String name, String type, String help, List<Line> lines) {}

  /** A line; equal when its value is the same double, NaN included. */
  record Line(String name, List<Label> labels, double value) {}

  /** A label with its value as it was before escaping. */
  record Label(String name, String value) {}
}
