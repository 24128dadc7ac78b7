package dev.remora.inject.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A container that may be a database server: what speaks for it, and where it listens.
 *
 * @param container the container
 */
record Server(Container container) {
  static final int USUAL_PORT = 3306;

  private static final int ENOUGH_EVIDENCE = 2;
  private static final Pattern SERVER_VARIABLE =
      Pattern.compile(
          "(MYSQL|MARIADB)_(ROOT_PASSWORD(_FILE|_HASH)?|MASTER_ROOT_PASSWORD(_FILE)?"
              + "|(ALLOW_EMPTY|RANDOM)_(ROOT_)?PASSWORD)");
  private static final Pattern PORT_VARIABLE =
      Pattern.compile("MYSQL_TCP_PORT|(MYSQL|MARIADB)_PORT_NUMBER");
  private static final Set<String> PORT_NAMES = Set.of("mysql", "mariadb", "db", "database", "sql");
  // As the last value of --bind-address; without one, it listens everywhere.
  private static final Set<String> LOOPBACK_TOO =
      Set.of("", "*", "0.0.0.0", "::", "127.0.0.1", "localhost");
  private static final Set<String> NO = Set.of("0", "off", "false", "no");

  /**
   * What speaks for it: at least two of these make a server. Where it runs a program that we do not
   * know, such as a script that dumps another one's data, its port must be among them.
   */
  List<String> evidence() {
    List<String> evidence = new ArrayList<>();
    if (Image.isServer(container.image())) {
      evidence.add("image " + Image.baseName(container.image()));
    }
    container.environment().keySet().stream()
        .filter(name -> SERVER_VARIABLE.matcher(name).matches())
        .findFirst()
        .ifPresent(name -> evidence.add("variable " + name));
    if (container.ports().stream().anyMatch(port -> port.number() == USUAL_PORT)) {
      evidence.add("port " + USUAL_PORT);
    } else {
      option("port").ifPresent(port -> evidence.add("--port=" + port));
    }
    return evidence;
  }

  boolean isProbable() {
    return evidence().size() >= ENOUGH_EVIDENCE
        && switch (program()) {
          case SERVER, OF_THE_IMAGE -> true;
          case CLIENT -> false;
          case UNKNOWN -> declaresItsPort();
        };
  }

  /** Whether it has a server's image, and runs something that talks to one. */
  boolean isClient() {
    return program() == Program.CLIENT && Image.isServer(container.image());
  }

  private boolean declaresItsPort() {
    int port = port();
    return container.ports().stream().anyMatch(each -> each.number() == port);
  }

  private Program program() {
    return Program.of(container.command(), container.arguments());
  }

  /** The port it listens on. */
  int port() {
    return option("port")
        .or(() -> option("P"))
        .or(this::portVariable)
        .flatMap(Server::number)
        .orElseGet(this::declaredPort);
  }

  /** Why it cannot be reached by plain TCP at the loopback address, if so. */
  Optional<String> refusesTcp() {
    if (isOn("skip-networking")) {
      return Optional.of("--skip-networking refuses plain TCP");
    }
    if (isOn("require-secure-transport")) {
      return Optional.of("--require-secure-transport refuses plain TCP");
    }
    return elsewhere()
        .filter(address -> !address.contains("$(") || isPodAddress(address))
        .map(address -> "--bind-address=%s leaves 127.0.0.1 out".formatted(address));
  }

  /** What may keep it from answering there, and cannot be seen. */
  Optional<String> mayRefuseTcp() {
    return elsewhere()
        .filter(address -> address.contains("$(") && !isPodAddress(address))
        .map(address ->
            "it listens at %s (--bind-address); if that leaves 127.0.0.1 out, the sidecar does not reach it"
                .formatted(address));
  }

  /** Where it listens, if the loopback address is not among it. */
  private Optional<String> elsewhere() {
    return option("bind-address")
        .map(container::expanded)
        .filter(addresses ->
            Stream.of(addresses.split(",", -1))
                .map(String::strip)
                .noneMatch(LOOPBACK_TOO::contains));
  }

  private boolean isPodAddress(String address) {
    return container.environment().entrySet().stream()
        .filter(entry -> address.equals("$(%s)".formatted(entry.getKey())))
        .map(entry -> Shape.lenientMap(entry.getValue().source().get("fieldRef")))
        .anyMatch(field -> String.valueOf(field.get("fieldPath")).contains("IP"));
  }

  /** The path of its unix socket. */
  String socket() {
    return option("socket").filter(path -> path.startsWith("/")).orElseGet(this::usualSocket);
  }

  private String usualSocket() {
    String name = Image.baseName(container.image());
    if (container.image().contains("bitnami")) {
      return "/opt/bitnami/%s/tmp/mysql.sock"
          .formatted(name.startsWith("mariadb") ? "mariadb" : "mysql");
    }
    if (name.equals("percona-xtradb-cluster")) {
      return "/tmp/mysql.sock";
    }
    return Image.isOfRpm(container.image())
        ? "/var/lib/mysql/mysql.sock"
        : "/run/mysqld/mysqld.sock";
  }

  private Optional<String> portVariable() {
    return container.environment().entrySet().stream()
        .filter(entry -> PORT_VARIABLE.matcher(entry.getKey()).matches())
        .map(entry -> entry.getValue().value())
        .findFirst();
  }

  private int declaredPort() {
    List<Port> ports = container.ports();
    if (ports.stream().anyMatch(port -> port.number() == USUAL_PORT)) {
      return USUAL_PORT;
    }
    return ports.stream()
        .filter(port -> PORT_NAMES.contains(port.name()))
        .mapToInt(Port::number)
        .filter(number -> number > 0)
        .findFirst()
        .orElse(USUAL_PORT);
  }

  private boolean isOn(String name) {
    return option(name).filter(value -> !NO.contains(value.toLowerCase(Locale.ROOT))).isPresent();
  }

  /**
   * The value of an option of the server, as it stands last; empty if it stands there without one.
   * Words may be joined by dashes or underscores.
   */
  private Optional<String> option(String name) {
    List<String> words = new ArrayList<>();
    for (String argument : container.command()) {
      words.addAll(List.of(argument.split("\\s+", -1)));
    }
    for (String argument : container.arguments()) {
      words.addAll(List.of(argument.split("\\s+", -1)));
    }
    String dashes = name.length() == 1 ? "-" : "--";
    Optional<String> found = Optional.empty();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      int equals = word.indexOf('=');
      String key = equals < 0 ? word : word.substring(0, equals);
      if (key.replace('_', '-').equals(dashes + name)) {
        boolean valueFollows = i + 1 < words.size() && !words.get(i + 1).startsWith("-");
        found =
            Optional.of(
                equals >= 0 ? word.substring(equals + 1) : valueFollows ? words.get(i + 1) : "");
      }
    }
    return found;
  }

  private static Optional<Integer> number(String text) {
    try {
      int number = Integer.parseInt(text.strip());
      return number > 0 ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
