package dev.remora.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The archive of the classes that {@code kubectl remora} loads, for a start in a third of the time.
 */
final class InjectorArchive {
  /** The class path of the injector; its launcher names the same, in this order. */
  static final List<String> JARS =
      List.of("remora-injector.jar", "remora-serving.jar", "snakeyaml-engine.jar", "picocli.jar");

  private static final String MANIFEST =
      """
      # What most people have: a workload, and something beside it.
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: mysql
      spec:
        template:
          metadata:
            labels: {app: mysql}
          spec:
            containers:
              - name: mysql
                image: mysql:8.0
                args: ["--max-connections=10"]
                env:
                  - name: MYSQL_ROOT_PASSWORD
                    valueFrom:
                      secretKeyRef:
                        name: mysql
                        key: password
                ports:
                  - containerPort: 3306
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: mysql
      """;

  private static final List<List<String>> RUNS =
      List.of(
          List.of("inject"),
          List.of("inject", "--output=diff"),
          List.of("inject", "--output=patch", "--report=json"),
          List.of("explain"));

  private InjectorArchive() {}

  static void make(Path home, Path plugin) throws IOException, InterruptedException {
    Path folder = home.resolve("injector");
    Path archive = folder.resolve("injector.jsa");
    // The launcher would take an earlier build's archive.
    Files.deleteIfExists(archive);
    Path work = Files.createTempDirectory("remora-injector");
    try {
      Path manifest = Files.writeString(work.resolve("mysql.yaml"), MANIFEST);
      List<String> loaded = new ArrayList<>();
      for (List<String> run : RUNS) {
        Path list = work.resolve("loaded.lst");
        List<String> command = new ArrayList<>(List.of(plugin.toString()));
        command.addAll(run);
        command.add(manifest.toString());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("JDK_JAVA_OPTIONS", "-XX:DumpLoadedClassList=" + list);
        Commands.run(builder);
        loaded.addAll(Files.readAllLines(list));
      }
      Path runtime = home.resolve("runtime");
      List<Path> jars = JARS.stream().map(folder::resolve).toList();
      Path list = work.resolve("classes.lst");
      Files.write(list, new ClassList(loaded).lines(runtime, jars));
      ClassArchive.dump(runtime, jars, list, archive);
    } finally {
      Folders.delete(work);
    }
  }
}
