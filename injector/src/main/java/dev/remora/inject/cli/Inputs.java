package dev.remora.inject.cli;

import dev.remora.inject.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what the command line names: files, folders, the standard input. */
final class Inputs {
  private static final String STANDARD_INPUT = "-";
  private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");
  private static final int LONGEST_BYTES = YamlReader.LONGEST_CHARACTERS;

  private final InputStream in;
  private final List<Input> inputs = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  private Inputs(InputStream in) {
    this.in = in;
  }

  /** All texts in their order; of folders those whose names say YAML or JSON, by their names. */
  static List<Input> read(List<String> names, InputStream in) throws UserException {
    Inputs inputs = new Inputs(in);
    for (String name : names) {
      inputs.add(name);
    }
    if (!inputs.problems.isEmpty()) {
      throw new UserException(inputs.problems, ExitCodes.MISTAKE);
    }
    return inputs.inputs;
  }

  private void add(String name) {
    try {
      if (name.equals(STANDARD_INPUT)) {
        inputs.add(new Input(name, Optional.empty(), text(name, in)));
      } else if (Files.isDirectory(Path.of(name))) {
        for (Path file : manifests(Path.of(name))) {
          addFile(file.toString(), file);
        }
      } else {
        addFile(name, Path.of(name));
      }
    } catch (NoSuchFileException e) {
      problems.add(
          name + ": no such file; TYPE/NAME is an object in the cluster, - the standard input");
    } catch (AccessDeniedException e) {
      problems.add("%s: cannot be read: no permission for %s".formatted(name, e.getFile()));
    } catch (IOException e) {
      problems.add("%s: cannot be read: %s".formatted(name, e.getMessage()));
    }
  }

  private static List<Path> manifests(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).filter(Inputs::isManifest).sorted().toList();
    } catch (UncheckedIOException e) {
      // Of a folder below, which is opened once it is its turn.
      throw e.getCause();
    }
  }

  private static boolean isManifest(Path path) {
    return ENDINGS.stream().anyMatch(path.toString()::endsWith);
  }

  private void addFile(String name, Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      inputs.add(new Input(name, Optional.of(file), text(name, content)));
    }
  }

  private String text(String name, InputStream content) throws IOException {
    byte[] bytes = content.readNBytes(LONGEST_BYTES + 1);
    if (bytes.length > LONGEST_BYTES) {
      problems.add("%s:1: more than the %d MiB that are read".formatted(name, LONGEST_BYTES >> 20));
      return "";
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    try {
      return decoder.decode(buffer).toString();
    } catch (CharacterCodingException e) {
      int line = 1;
      for (int i = 0; i < buffer.position(); i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      problems.add("%s:%d: not UTF-8; is this a text?".formatted(name, line));
      return "";
    }
  }
}
