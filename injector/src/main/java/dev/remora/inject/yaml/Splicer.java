package dev.remora.inject.yaml;

import dev.remora.inject.json.JsonWriter;
import dev.remora.inject.plan.Addition;
import dev.remora.inject.plan.Pointer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Changes a text by inserting and removing whole pieces of it; every other character stays. What it
 * inserts it can remove to the byte.
 */
public final class Splicer {
  private final String text;
  private final List<Node> documents;
  private final Lines lines;
  private final Ends ends;
  private final List<Edit> edits = new ArrayList<>();
  private final Map<Integer, Layout> layouts = new HashMap<>();
  // Collections in brackets that were empty.
  private final Set<Node> filled = new HashSet<>();

  /** Changes a text that was read as these documents. */
  public Splicer(String text, List<Node> documents) {
    this.text = text;
    this.documents = documents;
    this.lines = new Lines(text);
    this.ends = new Ends(text, lines);
  }

  /** Why nothing can be added to the map or list at this place, if so. */
  public Optional<String> obstacle(int document, Pointer collection) {
    Path path = Path.to(documents.get(document), collection);
    Optional<String> obstacle = path.obstacle();
    if (obstacle.isPresent()) {
      return obstacle;
    }
    return !path.last().isFlow() && ends.wantsNoLineEnd(path.last())
        ? Optional.of("the file ends without a line end in a text of lines; give it one")
        : Optional.empty();
  }

  /** Adds something; its path is seen from the document's root. */
  public void add(int document, Addition addition) throws YamlException {
    Node root = documents.get(document);
    Path path = Path.to(root, addition.path().parent());
    Optional<String> obstacle = obstacle(document, addition.path().parent());
    if (obstacle.isPresent() || !path.missing().isEmpty()) {
      throw new YamlException(path.last().place().line(), obstacle.orElse("nothing to add to"));
    }
    Layout layout = layouts.computeIfAbsent(document, number -> Layout.of(root));
    switch (path.last()) {
      case Node.Sequence sequence -> append(sequence, path, addition.value(), layout);
      case Node.Mapping mapping -> put(mapping, path, addition, layout);
      default -> throw new YamlException(path.last().place().line(), "nothing to add to");
    }
  }

  private void append(Node.Sequence list, Path path, Object value, Layout layout) {
    if (list.isFlow()) {
      Optional<Node> last =
          list.items().isEmpty() ? Optional.empty() : Optional.of(list.items().getLast());
      insertFlow(list, last, "", value);
    } else {
      int column = column(list);
      insertLines(
          list, keyColumn(path), BlockWriter.item(value, column, layout), depthOfItem(column));
    }
  }

  private void put(Node.Mapping map, Path path, Addition addition, Layout layout)
      throws YamlException {
    String key = addition.path().last();
    Optional<Node.Entry> there = Path.entry(map, key);
    if (there.isPresent()) {
      fill(there.get(), addition, layout);
    } else if (map.isFlow()) {
      Optional<Node> last =
          map.entries().isEmpty() ? Optional.empty() : Optional.of(map.entries().getLast().value());
      insertFlow(map, last, key, addition.value());
    } else {
      int column = Layout.firstColumn(map);
      insertLines(
          map,
          keyColumn(path),
          BlockWriter.entry(key, addition.value(), column, layout),
          depthOfKey(column));
    }
  }

  /** Gives a value to a key that stands there without one. */
  private void fill(Node.Entry entry, Addition addition, Layout layout) throws YamlException {
    int column = entry.key().place().column();
    List<String> inserted = new ArrayList<>();
    int depth = depthOfKey(column + layout.step());
    switch (addition.value()) {
      case Map<?, ?> map ->
          map.forEach((key, value) ->
              inserted.addAll(
                  BlockWriter.entry(String.valueOf(key), value, column + layout.step(), layout)));
      case List<?> list -> {
        depth = depthOfItem(column + layout.dash());
        for (Object item : list) {
          inserted.addAll(BlockWriter.item(item, column + layout.dash(), layout));
        }
      }
      default -> throw new YamlException(entry.key().place().line(), "has a value already");
    }
    insertLines(entry.value(), column, inserted, depth);
  }

  /**
   * Inserts lines behind a block.
   *
   * @param keyColumn the column of the block's key: comments that stand deeper belong to the block
   */
  private void insertLines(Node behind, int keyColumn, List<String> inserted, int depth) {
    int at = afterComments(ends.afterLine(behind), keyColumn);
    String end = lines.endAround(lines.beforeEnd(at));
    boolean unfinished = at == text.length() && !lines.isStart(at);
    String joined = String.join(end, inserted);
    edits.add(Edit.insert(at, unfinished ? end + joined : joined + end, depth));
  }

  private static int depthOfKey(int column) {
    return 2 * column;
  }

  /** In an indentless list, a dash in a key's column is deeper than the key. */
  private static int depthOfItem(int column) {
    return 2 * column + 1;
  }

  private int afterComments(int start, int keyColumn) {
    int after = start;
    int at = start;
    while (keyColumn >= 0 && at < text.length()) {
      String margin = lines.margin(at);
      if (text.startsWith("#", at + margin.length())) {
        if (margin.length() <= keyColumn) {
          break;
        }
        after = lines.after(at);
      } else if (!lines.isBlank(at)) {
        break;
      }
      at = lines.after(at);
    }
    return after;
  }

  /** Inserts behind the last part of a collection in brackets, in the way that it stands there. */
  private void insertFlow(Node collection, Optional<Node> last, String key, Object value) {
    String name = key.isEmpty() ? "" : "\"" + key + "\": ";
    if (last.isEmpty()) {
      String separator = filled.add(collection) ? "" : ", ";
      edits.add(Edit.insert(collection.place().end() - 1, separator + name + spaced(value), 0));
      return;
    }
    int at = ends.of(last.get());
    int part = start(collection);
    if (lines.isFirst(part) && lines.start(part) > collection.place().start()) {
      String margin = lines.margin(part);
      String outer = lines.margin(collection.place().start());
      boolean deeper = margin.length() > outer.length() && margin.startsWith(outer);
      String step = deeper ? margin.substring(outer.length()) : "  ";
      String end = lines.endAround(part);
      String pretty = JsonWriter.pretty(value, margin, step, end);
      edits.add(Edit.insert(at, "," + end + margin + name + pretty, 0));
    } else {
      edits.add(Edit.insert(at, ", " + name + spaced(value), 0));
    }
  }

  private static String spaced(Object value) {
    return JsonWriter.spaced(value);
  }

  /** Where the last part of a collection in brackets begins. */
  private static int start(Node collection) {
    return switch (collection) {
      case Node.Mapping map -> map.entries().getLast().key().place().start();
      case Node.Sequence list -> list.items().getLast().place().start();
      default -> collection.place().start();
    };
  }

  /** Removes what stands at a place; the place is seen from the document's root. */
  public void remove(int document, Pointer place) throws YamlException {
    Path path = Path.to(documents.get(document), place);
    Path above = Path.to(documents.get(document), place.parent());
    int line = path.last().place().line();
    if (!path.missing().isEmpty()) {
      throw new YamlException(line, "nothing to remove at " + place);
    }
    Optional<String> obstacle = above.obstacle();
    if (obstacle.isPresent()) {
      throw new YamlException(line, "cannot remove %s: %s".formatted(place, obstacle.get()));
    }
    switch (above.last()) {
      case Node.Sequence list -> removeItem(list, list.items().indexOf(path.last()));
      case Node.Mapping map -> removeEntry(map, path.lastEntry().orElseThrow());
      default -> throw new YamlException(line, "nothing to remove at " + place);
    }
  }

  private void removeItem(Node.Sequence list, int index) throws YamlException {
    List<Node> items = list.items();
    if (!list.isFlow()) {
      removeLines(dash(items.get(index)), items.get(index));
    } else if (index > 0) {
      edits.add(Edit.remove(ends.of(items.get(index - 1)), ends.of(items.get(index))));
    } else {
      int start = items.getFirst().place().start();
      int end = items.size() > 1 ? items.get(1).place().start() : ends.of(items.getFirst());
      edits.add(Edit.remove(start, end));
    }
  }

  private void removeEntry(Node.Mapping map, Node.Entry entry) throws YamlException {
    List<Node.Entry> entries = map.entries();
    int index = entries.indexOf(entry);
    int start = entry.key().place().start();
    if (!map.isFlow()) {
      removeLines(start, entry.value());
    } else if (index > 0) {
      edits.add(Edit.remove(ends.of(entries.get(index - 1).value()), ends.of(entry.value())));
    } else {
      int end = entries.size() > 1 ? entries.get(1).key().place().start() : ends.of(entry.value());
      edits.add(Edit.remove(start, end));
    }
  }

  private void removeLines(int start, Node until) throws YamlException {
    if (!lines.isFirst(start)) {
      throw new YamlException(until.place().line(), "shares its first line with something else");
    }
    edits.add(Edit.remove(lines.start(start), ends.afterLine(until)));
  }

  /** Where the dash of an item in a block stands; comments may stand between the two. */
  private int dash(Node item) {
    int start = lines.start(item.place().start());
    String before = text.substring(start, item.place().start()).stripTrailing();
    if (before.endsWith("-")) {
      return start + before.length() - 1;
    }
    while (start > 0) {
      start = lines.start(lines.beforeEnd(start));
      int first = start + lines.margin(start).length();
      if (text.startsWith("-", first)) {
        return first;
      }
    }
    return start;
  }

  private int column(Node.Sequence list) {
    int dash = dash(list.items().getFirst());
    return text.codePointCount(lines.start(dash), dash);
  }

  private static int keyColumn(Path path) {
    return path.lastEntry().map(entry -> entry.key().place().column()).orElse(-1);
  }

  /** The text with all changes. */
  public String result() {
    List<Edit> sorted = new ArrayList<>(edits);
    sorted.sort(
        Comparator.comparingInt(Edit::start)
            .thenComparing(Comparator.comparingInt(Edit::depth).reversed()));
    StringBuilder result = new StringBuilder(text.length() + 1024);
    int done = 0;
    for (Edit edit : sorted) {
      if (edit.start() >= done) {
        result.append(text, done, edit.start());
      }
      result.append(edit.text());
      done = Math.max(done, edit.end());
    }
    // A text that had no line end at its end has none without what was added there.
    if (done == text.length() && !sorted.isEmpty() && !lines.isStart(text.length())) {
      boolean removed = sorted.getLast().text().isEmpty();
      int end = new Lines(result.toString()).beforeEnd(result.length());
      result.setLength(removed ? end : result.length());
    }
    return result.append(text, done, text.length()).toString();
  }
}
