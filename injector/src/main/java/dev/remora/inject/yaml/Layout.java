package dev.remora.inject.yaml;

/**
 * How an author sets his lines.
 *
 * @param step how much deeper a map in a map stands
 * @param dash how much deeper than its key a list's dash stands; 0 in indentless lists
 * @param gap from the dash to what stands behind it
 */
record Layout(int step, int dash, int gap) {
  private static final int USUAL = 2;

  /** The layout of a document, by the first map and the first list of maps in it. */
  static Layout of(Node root) {
    Search search = new Search();
    search.visit(root);
    return new Layout(
        search.step > 0 ? search.step : USUAL,
        search.dash >= 0 ? search.dash : 0,
        search.gap > 0 ? search.gap : USUAL);
  }

  private static final class Search {
    private int step;
    private int dash = -1;
    private int gap;

    private void visit(Node node) {
      switch (node) {
        case Node.Mapping mapping -> mapping.entries().forEach(entry -> visit(mapping, entry));
        case Node.Sequence sequence -> sequence.items().forEach(this::visit);
        case Node.Scalar scalar -> {}
        case Node.Alias alias -> {}
      }
    }

    private void visit(Node.Mapping parent, Node.Entry entry) {
      if (step > 0 && gap > 0) {
        return;
      }
      int column = entry.key().place().column();
      Node value = entry.value();
      if (!parent.isFlow()
          && !value.isFlow()
          && value.place().line() > entry.key().place().line()) {
        switch (value) {
          case Node.Mapping mapping -> step = step > 0 ? step : firstColumn(mapping) - column;
          case Node.Sequence sequence -> measure(sequence, column);
          case Node.Scalar scalar -> {}
          case Node.Alias alias -> {}
        }
      }
      visit(value);
    }

    private void measure(Node.Sequence sequence, int column) {
      if (!sequence.anchor().isEmpty() || sequence.items().isEmpty()) {
        return;
      }
      Node first = sequence.items().getFirst();
      dash = dash < 0 ? sequence.place().column() - column : dash;
      if (gap == 0
          && first instanceof Node.Mapping item
          && !item.isFlow()
          && item.place().line() == sequence.place().line()) {
        gap = firstColumn(item) - sequence.place().column();
      }
    }
  }

  static int firstColumn(Node.Mapping mapping) {
    return mapping.entries().getFirst().key().place().column();
  }
}
