package dev.remora.inject.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.inject.json.JsonReader;
import dev.remora.inject.json.JsonWriter;
import dev.remora.inject.manifest.Documents;
import dev.remora.inject.manifest.Entry;
import dev.remora.inject.manifest.PatchedObject;
import dev.remora.inject.manifest.Planning;
import dev.remora.inject.plan.Names;
import dev.remora.inject.plan.Pointer;
import dev.remora.inject.plan.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws, for objects as a cluster gives them back: with all that it adds to them. */
class LiveLawsTest {
  static List<Example> examples() throws IOException {
    return Example.all();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void injectedTwiceIsInjectedOnce(Example example) throws Exception {
    Settings settings = Flags.settings(example.arguments());
    for (Map<String, Object> object : kept(example)) {
      Map<String, Object> once = patched(object, Planning.inject(object, settings));

      Entry again = Planning.inject(once, settings);

      assertThat(again.change()).as(again.name()).isEqualTo(Entry.Change.NONE);
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void undoneIsAsBefore(Example example) throws Exception {
    Settings settings = Flags.settings(example.arguments());
    for (Map<String, Object> object : kept(example)) {
      Entry entry = Planning.inject(object, settings);
      if (entry.change() == Entry.Change.ADDED) {
        Map<String, Object> injected = patched(object, entry);

        Map<String, Object> undone = patched(injected, Planning.uninject(injected).orElseThrow());

        assertThat(undone).as(entry.name()).isEqualTo(object);
      }
    }
  }

  /** What was chosen otherwise since is seen, through all that the cluster has added. */
  @ParameterizedTest
  @MethodSource("examples")
  void otherSettingsAreSeen(Example example) throws Exception {
    Settings settings = Flags.settings(example.arguments());
    for (String flag : List.of("--run-as-user=none", "--exporter-arg=--x", "--image=y")) {
      String name = flag.substring(0, flag.indexOf('=') + 1);
      List<String> flags = new ArrayList<>(example.arguments());
      flags.removeIf(each -> each.startsWith(name));
      boolean isOther = flags.equals(example.arguments());
      flags.add(flag);
      for (Map<String, Object> object : isOther ? kept(example) : List.<Map<String, Object>>of()) {
        Entry entry = Planning.inject(object, settings);
        if (entry.change() == Entry.Change.ADDED) {
          Entry again = Planning.inject(patched(object, entry), Flags.settings(flags));

          assertThat(again.change()).as(flag).isEqualTo(Entry.Change.REPLACED);
        }
      }
    }
  }

  /** Else the rest would prove nothing. */
  @Test
  void mostExamplesAreInjectedInto() throws Exception {
    int injected = 0;
    for (Example example : Example.all()) {
      for (Map<String, Object> object : kept(example)) {
        Entry entry = Planning.inject(object, Flags.settings(example.arguments()));
        injected += entry.change() == Entry.Change.ADDED ? 1 : 0;
      }
    }

    assertThat(injected).isGreaterThanOrEqualTo(50);
  }

  private static Map<String, Object> patched(Map<String, Object> object, Entry entry)
      throws Exception {
    List<?> operations = (List<?>) JsonReader.read(entry.patch().compact());
    return plain(ApiServer.keeps(plain(PatchedObject.at(object, Pointer.ROOT, operations))));
  }

  /** The objects of an example, those of lists one by one, as a cluster gives them back. */
  private static List<Map<String, Object>> kept(Example example) throws Exception {
    List<Map<String, Object>> objects = new ArrayList<>();
    for (Object document : Documents.of(example.input())) {
      add(plain(document), objects);
    }
    return objects;
  }

  private static void add(Map<String, Object> object, List<Map<String, Object>> objects)
      throws Exception {
    if (object.get("items") instanceof List<?> items) {
      for (Object item : items) {
        add(plain(item), objects);
      }
    } else if (!object.toString().contains(Names.STATUS)) {
      objects.add(plain(ApiServer.keeps(object)));
    }
  }

  /** As it goes through a cluster: as JSON. */
  @SuppressWarnings("unchecked")
  private static Map<String, Object> plain(Object object) throws Exception {
    return (Map<String, Object>) JsonReader.read(JsonWriter.compact(object));
  }
}
