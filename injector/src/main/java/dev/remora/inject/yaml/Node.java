package dev.remora.inject.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A piece of a YAML document that knows where it stands. */
public abstract sealed class Node {
  private final String anchor;
  private final String tag;
  private Place place;
  private int lastReference;

  private Node(Place place, String anchor, String tag) {
    this.place = place;
    this.anchor = anchor;
    this.tag = tag;
  }

  /** Where it stands; the end of a block collection may lie behind comments that follow it. */
  public Place place() {
    return place;
  }

  /** The name that aliases know it by, or empty. */
  String anchor() {
    return anchor;
  }

  /** The tag that is written there, or empty. */
  String tag() {
    return tag;
  }

  /** The line of the last alias that means this, or 0. */
  int lastReference() {
    return lastReference;
  }

  void referredTo(int line) {
    lastReference = line;
  }

  void endsAt(int end) {
    place = place.until(end);
  }

  /** Whether a collection is written in brackets. */
  boolean isFlow() {
    return false;
  }

  /** A text, number, or whatever else has no parts. */
  static final class Scalar extends Node {
    private final String value;
    private final Style style;

    Scalar(Place place, String anchor, String tag, String value, Style style) {
      super(place, anchor, tag);
      this.value = value;
      this.style = style;
    }

    String value() {
      return value;
    }

    Style style() {
      return style;
    }

    /** Whether nothing is written there at all. */
    boolean isNothing() {
      return value.isEmpty() && style == Style.PLAIN;
    }
  }

  /** How a scalar is written. */
  enum Style {
    /** Without quotes. */
    PLAIN,
    /** In single or double quotes. */
    SINGLE,
    /** In double quotes. */
    DOUBLE,
    /** In lines of its own, after a bar. */
    LITERAL,
    /** In lines of its own, after a greater-than sign. */
    FOLDED;

    boolean isBlock() {
      return this == LITERAL || this == FOLDED;
    }
  }

  /** A list. */
  static final class Sequence extends Node {
    private final boolean flow;
    private final List<Node> items = new ArrayList<>();

    Sequence(Place place, String anchor, String tag, boolean flow) {
      super(place, anchor, tag);
      this.flow = flow;
    }

    List<Node> items() {
      return Collections.unmodifiableList(items);
    }

    void add(Node item) {
      items.add(item);
    }

    @Override
    boolean isFlow() {
      return flow;
    }
  }

  /** A map. */
  static final class Mapping extends Node {
    private final boolean flow;
    private final List<Entry> entries = new ArrayList<>();

    Mapping(Place place, String anchor, String tag, boolean flow) {
      super(place, anchor, tag);
      this.flow = flow;
    }

    List<Entry> entries() {
      return Collections.unmodifiableList(entries);
    }

    void add(Entry entry) {
      entries.add(entry);
    }

    @Override
    boolean isFlow() {
      return flow;
    }
  }

  /** A key with its value. */
  record Entry(Node key, Node value) {
    /** The key's text; empty where it is no scalar. */
    String name() {
      return key instanceof Scalar scalar ? scalar.value() : "";
    }
  }

  /** A name that stands for a node before it. */
  static final class Alias extends Node {
    private final Node target;

    Alias(Place place, Node target) {
      super(place, "", "");
      this.target = target;
    }

    Node target() {
      return target;
    }
  }
}
