package dev.remora.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Debian mirror that this machine's own apt uses; no host is named in this project. */
public record DebianMirror(String uri) {
  private static final Path KEYRING = Path.of("/usr/share/keyrings/debian-archive-keyring.gpg");

  /** The first source that has the component main of this machine's own Debian release. */
  public static Optional<DebianMirror> ofThisMachine() {
    return codename(Path.of("/etc/os-release"))
        .flatMap(codename -> among(sourceFiles(Path.of("/etc/apt")), codename));
  }

  public static Optional<DebianMirror> among(List<Path> files, String codename) {
    return files.stream()
        .flatMap(DebianMirror::sources)
        .filter(source -> source.suites().contains(codename))
        .filter(source -> source.components().contains("main"))
        .map(source -> new DebianMirror(source.uri()))
        .findFirst();
  }

  /** The line for apt's list of sources that makes it look at the suite on this mirror. */
  public String aptLine(String suite) {
    String options = Files.isReadable(KEYRING) ? "[signed-by=" + KEYRING + "] " : "";
    return "deb " + options + uri + " " + suite + " main\n";
  }

  private record Source(String uri, List<String> suites, List<String> components) {}

  private static Optional<String> codename(Path release) {
    if (!Files.isReadable(release)) {
      return Optional.empty();
    }
    Map<String, String> fields =
        lines(release)
            .filter(line -> line.contains("="))
            .map(line -> line.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1].replace("\"", "")));
    return "debian".equals(fields.get("ID"))
        ? Optional.ofNullable(fields.get("VERSION_CODENAME"))
        : Optional.empty();
  }

  private static List<Path> sourceFiles(Path apt) {
    List<Path> files = new ArrayList<>(List.of(apt.resolve("sources.list")));
    Path parts = apt.resolve("sources.list.d");
    if (Files.isDirectory(parts)) {
      try (Stream<Path> more = Files.list(parts)) {
        more.sorted().forEach(files::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files.stream().filter(Files::isReadable).toList();
  }

  private static Stream<Source> sources(Path file) {
    return file.toString().endsWith(".sources") ? stanzas(file) : oneLiners(file);
  }

  /** {@code deb [options] URI suite component...}. */
  private static Stream<Source> oneLiners(Path file) {
    return lines(file)
        .map(line -> line.replaceFirst("\\[[^]]*]", ""))
        .map(line -> words(line))
        .filter(words -> words.size() >= 4 && words.getFirst().equals("deb"))
        .map(words ->
            new Source(words.get(1), List.of(words.get(2)), words.subList(3, words.size())));
  }

  /** {@code Types:, URIs:, Suites:, Components:}, with an empty line between stanzas. */
  private static Stream<Source> stanzas(Path file) {
    String text =
        lines(file).filter(line -> !line.startsWith("#")).collect(Collectors.joining("\n"));
    List<Source> sources = new ArrayList<>();
    for (String stanza : text.split("\n\\s*\n", -1)) {
      Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      stanza
          .lines()
          .filter(line -> line.contains(":"))
          .map(line -> line.split(":", 2))
          .forEach(pair -> fields.put(pair[0].strip(), words(pair[1])));
      List<String> none = List.of();
      if (fields.getOrDefault("Types", none).contains("deb")) {
        fields
            .getOrDefault("URIs", none)
            .forEach(uri ->
                sources.add(
                    new Source(
                        uri,
                        fields.getOrDefault("Suites", none),
                        fields.getOrDefault("Components", none))));
      }
    }
    return sources.stream();
  }

  private static List<String> words(String text) {
    return Stream.of(text.strip().split("\\s+", -1)).filter(word -> !word.isEmpty()).toList();
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
