package dev.remora.inject.yaml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads a text as nodes. Of the parser it takes the events alone: they say where aliases stand,
 * which composed nodes do not, and no depth or number of them can exhaust a stack.
 */
public final class YamlReader {
  /** Longer texts are refused, as their nodes would take memory by the gigabyte. */
  public static final int LONGEST_CHARACTERS = 8 * 1024 * 1024;

  // What was read may have grown by what was added to it.
  private static final int LONGEST_RESULT = 8 * LONGEST_CHARACTERS;

  private static final int DEEPEST = 100;

  private final Offsets offsets;
  private final List<Node> documents = new ArrayList<>();
  private final Deque<Open> open = new ArrayDeque<>();
  private final Map<String, Node> anchors = new HashMap<>();

  private YamlReader(String text) {
    this.offsets = new Offsets(text);
  }

  /** A collection that has begun and not ended. */
  private static final class Open {
    private final Node node;
    private final Set<String> keys = new HashSet<>();
    private @Nullable Node key;

    private Open(Node node) {
      this.node = node;
    }
  }

  /** The roots of all documents; that of an empty one is a scalar of nothing. */
  public static List<Node> read(String text) throws YamlException {
    return read(text, LONGEST_CHARACTERS);
  }

  /** The same for a text that was made of one that was read. */
  public static List<Node> readResult(String text) throws YamlException {
    return read(text, LONGEST_RESULT);
  }

  private static List<Node> read(String text, int longest) throws YamlException {
    if (text.length() > longest) {
      throw new YamlException(
          1,
          "%d MiB are more than the %d that are read"
              .formatted(text.length() >> 20, longest >> 20));
    }
    YamlReader reader = new YamlReader(text);
    LoadSettings settings =
        LoadSettings.builder().setCodePointLimit(longest).setUseMarks(true).build();
    try {
      Iterator<Event> events = new Parse(settings).parseString(text).iterator();
      while (events.hasNext()) {
        reader.take(events.next());
      }
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new YamlException(line, oneLine(e.getProblem()));
    } catch (ReaderException e) {
      throw new YamlException(
          lineOf(text, e.getPosition()),
          "the character U+%04X is not allowed; is this a text?".formatted(e.getCodePoint()));
    } catch (YamlEngineException e) {
      throw new YamlException(1, oneLine(e.getMessage()));
    }
    return List.copyOf(reader.documents);
  }

  private static String oneLine(@Nullable String problem) {
    return problem == null ? "no YAML" : problem.replace('\n', ' ').strip();
  }

  private static int lineOf(String text, int position) {
    int end = Math.min(position, text.length());
    return 1 + (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
  }

  private void take(Event event) throws YamlException {
    switch (event) {
      case AliasEvent alias -> put(alias(alias));
      case ScalarEvent scalar -> put(named(scalar, scalar(scalar)));
      case CollectionStartEvent start -> {
        Node node = named(start, collection(start));
        put(node);
        if (open.size() >= DEEPEST) {
          throw new YamlException(
              node.place().line(), "nested more than %d deep".formatted(DEEPEST));
        }
        open.push(new Open(node));
      }
      case CollectionEndEvent end -> open.pop().node.endsAt(place(end).end());
      default -> {
        if (event.getEventId() == Event.ID.DocumentStart) {
          anchors.clear();
        }
      }
    }
  }

  private void put(Node node) throws YamlException {
    Open parent = open.peek();
    if (parent == null) {
      documents.add(node);
    } else if (parent.node instanceof Node.Sequence sequence) {
      sequence.add(node);
    } else if (parent.node instanceof Node.Mapping mapping) {
      if (parent.key == null) {
        checkNew(parent, node);
        parent.key = node;
      } else {
        mapping.add(new Node.Entry(parent.key, node));
        parent.key = null;
      }
    }
  }

  private static void checkNew(Open parent, Node key) throws YamlException {
    if (key instanceof Node.Scalar scalar && !parent.keys.add(scalar.value())) {
      throw new YamlException(
          key.place().line(), "the key \"%s\" stands here twice".formatted(shortened(scalar)));
    }
  }

  private static String shortened(Node.Scalar scalar) {
    return scalar.value().substring(0, Math.min(scalar.value().length(), 60)).replace('\n', ' ');
  }

  private Node named(NodeEvent event, Node node) {
    event.getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), node));
    return node;
  }

  private Node alias(AliasEvent event) throws YamlException {
    Place place = place(event);
    String name = event.getAlias().getValue();
    Node target = anchors.get(name);
    if (target == null) {
      throw new YamlException(
          place.line(), "no anchor &%s stands before *%s".formatted(name, name));
    }
    target.referredTo(place.line());
    return new Node.Alias(place, target);
  }

  private Node scalar(ScalarEvent event) {
    return new Node.Scalar(
        place(event),
        anchor(event),
        event.getTag().orElse(""),
        event.getValue(),
        style(event.getScalarStyle()));
  }

  private Node collection(CollectionStartEvent event) {
    String tag = event.getTag().orElse("");
    return event instanceof MappingStartEvent
        ? new Node.Mapping(place(event), anchor(event), tag, event.isFlow())
        : new Node.Sequence(place(event), anchor(event), tag, event.isFlow());
  }

  private static String anchor(NodeEvent event) {
    Optional<Anchor> anchor = event.getAnchor();
    return anchor.map(Anchor::getValue).orElse("");
  }

  private static Node.Style style(ScalarStyle style) {
    return switch (style) {
      case PLAIN, JSON_SCALAR_STYLE -> Node.Style.PLAIN;
      case SINGLE_QUOTED -> Node.Style.SINGLE;
      case DOUBLE_QUOTED -> Node.Style.DOUBLE;
      case LITERAL -> Node.Style.LITERAL;
      case FOLDED -> Node.Style.FOLDED;
    };
  }

  private Place place(Event event) {
    var start = event.getStartMark().orElseThrow();
    var end = event.getEndMark().orElseThrow();
    return new Place(
        offsets.of(start.getIndex()),
        offsets.of(end.getIndex()),
        start.getLine() + 1,
        start.getColumn());
  }
}
