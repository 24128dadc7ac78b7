package dev.remora.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.remora.servers.Account;
import dev.remora.servers.DatabaseServer;
import dev.remora.servers.Folders;
import dev.remora.servers.Program;
import dev.remora.servers.Run;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A check that ran to its end.
 *
 * @param exitCode what it ended with
 * @param out what it printed
 * @param err what it complained about
 */
record Checked(int exitCode, String out, String err) {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** What the program says to these arguments, where nothing else tells it of a database. */
  static Checked run(Program program) {
    Path folder = Folders.temporary();
    try {
      Run run = Run.of(LIMIT, program.in(folder));
      return new Checked(
          run.exitCode(), String.join("\n", run.stdout()), String.join("\n", run.stderr()));
    } finally {
      Folders.remove(folder);
    }
  }

  /** A check of the server as this account. */
  static Checked of(DatabaseServer server, Account account, List<String> flags, String... more) {
    return run(
        Program.remora()
            .with("check")
            .watching(server.address(), account)
            // All that it asks for is to come, however busy the machine is.
            .with("--timeout=50")
            .with(flags.toArray(String[]::new))
            .with(more));
  }

  /** What it printed as JSON. */
  JsonNode json() {
    try {
      return new ObjectMapper().readTree(out);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The collectors of its JSON, by name. */
  Map<String, JsonNode> collectors() {
    Map<String, JsonNode> collectors = new TreeMap<>();
    json().path("collectors").forEach(node -> collectors.put(node.path("name").asText(), node));
    return collectors;
  }

  /** What its JSON says of a collector. */
  JsonNode collector(String name) {
    return collectors().getOrDefault(name, MissingNode.getInstance());
  }

  /** The names of the collectors of a verdict. */
  List<String> named(String verdict) {
    return collectors().entrySet().stream()
        .filter(entry -> entry.getValue().path("verdict").asText().equals(verdict))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The statements of its text that stand in blocks to be copied. */
  List<String> statements() {
    return out.lines()
        .filter(line -> line.matches("  [A-Z].*;"))
        .map(line -> line.strip().replaceFirst(";$", ""))
        .toList();
  }

  /** The lines of its text for the server's option file, as options of a command line. */
  List<String> options() {
    List<String> options = new ArrayList<>();
    boolean below = false;
    for (String line : out.lines().toList()) {
      if (below && line.isBlank()) {
        below = false;
      } else if (below) {
        options.add("--" + line.strip().replaceFirst(" *#.*", "").replaceFirst(" = ", "="));
      } else {
        below = line.equals("  [mysqld]");
      }
    }
    return options;
  }

  /** Runs statements as root, one after the other. */
  static void asRoot(DatabaseServer server, List<String> statements) {
    try (Connection connection = server.session("root", server.rootPassword(), "127.0.0.1");
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new AssertionError(server + ": " + e.getMessage() + " of " + statements, e);
    }
  }
}
