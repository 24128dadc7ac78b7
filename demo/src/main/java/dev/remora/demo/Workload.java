package dev.remora.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** A shop with a few orders a second, so that the metrics move. */
final class Workload implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Thread thread;

  private Workload(Thread thread) {
    this.thread = thread;
  }

  /** Creates the tables and begins to buy and sell. */
  static Workload start(EmbeddedDatabase database) throws SQLException {
    Connection connection = database.connect();
    execute(
        connection,
        List.of(
            "CREATE DATABASE shop",
            """
            CREATE TABLE shop.orders (
              id INT AUTO_INCREMENT PRIMARY KEY,
              customer INT NOT NULL,
              cents INT NOT NULL,
              KEY (customer)
            )
            """));
    return new Workload(Thread.ofVirtual().start(() -> trade(connection)));
  }

  /** What it does, for people. */
  String description() {
    return "a shop with about %d orders a second".formatted(1000 / PAUSE.toMillis());
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void trade(Connection connection) {
    RandomGenerator random = RandomGenerator.getDefault();
    try (connection) {
      while (!Thread.currentThread().isInterrupted()) {
        int customer = random.nextInt(1000);
        execute(
            connection,
            List.of(
                "INSERT INTO shop.orders (customer, cents) VALUES (%d, %d)"
                    .formatted(customer, random.nextInt(10_000)),
                "SELECT SUM(cents) FROM shop.orders WHERE customer = " + customer,
                "UPDATE shop.orders SET cents = cents + 1 WHERE customer = " + customer));
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      // The server went first: the demo is ending.
      return;
    }
  }

  private static void execute(Connection connection, List<String> statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
