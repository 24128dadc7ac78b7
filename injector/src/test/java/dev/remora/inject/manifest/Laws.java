package dev.remora.inject.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.inject.json.JsonReader;
import dev.remora.inject.json.JsonWriter;
import dev.remora.inject.plan.Names;
import dev.remora.inject.plan.Pointer;
import dev.remora.inject.plan.Settings;
import dev.remora.inject.yaml.Nodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What holds for every text that can be injected into. */
public final class Laws {
  private Laws() {}

  /** Checks all of them, and returns what came of the text. */
  public static Rewritten check(String text, Settings settings) throws Exception {
    Rewritten once = Rewriter.inject(text, settings);
    assertThat(Rewriter.inject(once.text(), settings).text())
        .as("injected twice is injected once")
        .isEqualTo(once.text());
    assertThat(Rewriter.uninject(once.text()).text())
        .as("undone is as before")
        .isEqualTo(text.contains(Names.STATUS) ? Rewriter.uninject(text).text() : text);
    if (text.contains("\r\n") && !lone(text)) {
      assertThat(lone(once.text())).as("has line ends of another kind").isFalse();
    }
    checkUpgrade(text, settings, once);
    checkPatch(text, once);
    return once;
  }

  private static boolean lone(String text) {
    String rest = text.replace("\r\n", "");
    return rest.contains("\n") || rest.contains("\r");
  }

  /** What another version has added is replaced, and leaves nothing behind. */
  private static void checkUpgrade(String text, Settings settings, Rewritten once)
      throws Exception {
    Settings older =
        new Settings(
            "0.0.9",
            "remora:0.0.9",
            settings.user(),
            List.of("--collect.heartbeat"),
            settings.choices(),
            settings.kubernetes());
    Rewritten old = Rewriter.inject(text, older);
    assertThat(Rewriter.inject(old.text(), settings).text())
        .as("an older one is replaced")
        .isEqualTo(once.text());
  }

  /** Both writers write the same: the patch of each object leads to what the text says. */
  private static void checkPatch(String text, Rewritten once) throws Exception {
    List<Object> before = new ArrayList<>(Documents.of(text));
    for (Entry entry : once.entries()) {
      String patch = entry.patch().pretty();
      if (JsonReader.read(patch) instanceof List<?> operations && !operations.isEmpty()) {
        int document = documentIndex(text, entry);
        before.set(
            document, PatchedObject.at(before.get(document), entry.item().path(), operations));
      }
    }
    assertThat(plain(before))
        .as("the patch is the text")
        .isEqualTo(plain(Documents.of(once.text())));
  }

  /** The number of an entry's document among those that are not empty. */
  private static int documentIndex(String text, Entry entry) throws Exception {
    Manifest manifest = Manifest.read(text);
    int index = 0;
    for (int i = 0; i < entry.item().document(); i++) {
      boolean empty = Nodes.isNothing(manifest.documents().get(i), Pointer.ROOT);
      index += empty ? 0 : 1;
    }
    return index;
  }

  private static String plain(List<Object> documents) {
    List<Object> sorted = new ArrayList<>();
    documents.forEach(each -> sorted.add(sorted(each)));
    return JsonWriter.pretty(sorted);
  }

  private static Object sorted(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, each) -> sorted.put(String.valueOf(key), sorted(each)));
        yield sorted;
      }
      case List<?> list -> list.stream().map(Laws::sorted).toList();
      default -> value;
    };
  }
}
