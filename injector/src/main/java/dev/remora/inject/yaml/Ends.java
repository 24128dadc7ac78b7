package dev.remora.inject.yaml;

/** Where nodes end: with their last leaf, not with the comments behind it. */
final class Ends {
  private final String text;
  private final Lines lines;

  Ends(String text, Lines lines) {
    this.text = text;
    this.lines = lines;
  }

  /** The place behind the last character of a node. */
  int of(Node node) {
    return leaf(node).place().end();
  }

  /** The start of the line behind a node. */
  int afterLine(Node node) {
    Node leaf = leaf(node);
    return leaf instanceof Node.Scalar scalar && scalar.style().isBlock()
        ? afterBlock(scalar)
        : lines.after(leaf.place().end());
  }

  /** Whether a line end behind the text would change what a node is. */
  boolean wantsNoLineEnd(Node node) {
    return leaf(node) instanceof Node.Scalar scalar
        && scalar.style().isBlock()
        && !header(scalar).contains("-")
        && afterBlock(scalar) == text.length()
        && !lines.isStart(text.length());
  }

  /** Behind its last line that is not blank; behind the blank ones too, where they are kept. */
  private int afterBlock(Node.Scalar scalar) {
    int first = lines.after(header(scalar, scalar.place().start()));
    int end = Math.max(first, scalar.place().end());
    if (end < text.length()) {
      end = lines.start(end);
    }
    if (header(scalar).contains("+")) {
      return end;
    }
    while (end > first) {
      int last = lines.start(lines.beforeEnd(end));
      if (!lines.isBlank(last)) {
        break;
      }
      end = last;
    }
    return end;
  }

  private String header(Node.Scalar scalar) {
    int bar = header(scalar, scalar.place().start());
    String header = text.substring(bar, lines.end(bar));
    int comment = header.indexOf('#');
    return comment < 0 ? header : header.substring(0, comment);
  }

  /** Where the bar stands; an anchor or a tag may come before it. */
  private int header(Node.Scalar scalar, int from) {
    char bar = scalar.style() == Node.Style.LITERAL ? '|' : '>';
    return text.indexOf(bar, from);
  }

  private static Node leaf(Node node) {
    Node leaf = node;
    while (!leaf.isFlow()) {
      if (leaf instanceof Node.Mapping mapping) {
        leaf = mapping.entries().getLast().value();
      } else if (leaf instanceof Node.Sequence sequence) {
        leaf = sequence.items().getLast();
      } else {
        break;
      }
    }
    return leaf;
  }
}
