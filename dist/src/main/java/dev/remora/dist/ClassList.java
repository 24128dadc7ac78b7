package dev.remora.dist;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.InvokeDynamicEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a training run loaded, without what chance put into it.
 *
 * <p>The JVM lists classes in the order in which threads came to them, and notes of each constant
 * whether the interpreter met it, which depends on the very milliseconds that were formatted. Names
 * are sorted here, and every reference to a class or a member counts as met. Of the call sites of
 * lambdas only those that were met stay: each costs memory, and they are the same in every run.
 */
final class ClassList {
  private static final String CONSTANTS = "@cp ";

  private final Set<String> classes = new TreeSet<>();
  private final Set<String> lambdas = new TreeSet<>();
  private final Map<String, Set<Integer>> constantsMet = new HashMap<>();

  /** Reads a list as {@code -XX:DumpLoadedClassList} writes it. */
  ClassList(List<String> lines) {
    for (String line : lines) {
      if (line.startsWith(CONSTANTS)) {
        String[] words = line.substring(CONSTANTS.length()).split(" ");
        Set<Integer> indexes = constantsMet.computeIfAbsent(words[0], name -> new HashSet<>());
        Stream.of(words).skip(1).map(Integer::valueOf).forEach(indexes::add);
      } else if (line.startsWith("@")) {
        lambdas.add(line);
      } else if (!line.startsWith("#") && !line.contains(" source: ")) {
        classes.add(line.replaceFirst(" id: .*", ""));
      }
    }
  }

  /**
   * The list as {@code -XX:SharedClassListFile} takes it.
   *
   * @param runtime the Java runtime, for the classes of the JDK
   * @param jars the jars, for all others
   */
  List<String> lines(Path runtime, List<Path> jars) throws IOException {
    List<String> lines = new ArrayList<>(classes);
    lines.addAll(lambdas);
    try (FileSystem jdk =
        FileSystems.newFileSystem(URI.create("jrt:/"), Map.of("java.home", runtime.toString()))) {
      try (Stream<Path> modules = Files.list(jdk.getPath("/modules"))) {
        for (Path module : (Iterable<Path>) modules.sorted()::iterator) {
          addConstants(lines, module);
        }
      }
    }
    for (Path jar : jars) {
      try (FileSystem inside = FileSystems.newFileSystem(jar)) {
        addConstants(lines, inside.getPath("/"));
      }
    }
    return lines;
  }

  private void addConstants(List<String> lines, Path root) throws IOException {
    for (String name : classes) {
      Path file = root.resolve(name + ".class");
      if (Files.exists(file)) {
        StringBuilder line = new StringBuilder(CONSTANTS).append(name);
        Set<Integer> met = constantsMet.getOrDefault(name, Set.of());
        for (PoolEntry entry : ClassFile.of().parse(file).constantPool()) {
          if (isReference(entry)
              || (entry instanceof InvokeDynamicEntry && met.contains(entry.index()))) {
            line.append(' ').append(entry.index());
          }
        }
        lines.add(line.toString());
      }
    }
  }

  private static boolean isReference(PoolEntry entry) {
    return entry instanceof ClassEntry || entry instanceof MemberRefEntry;
  }
}
