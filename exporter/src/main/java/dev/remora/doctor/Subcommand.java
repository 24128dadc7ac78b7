package dev.remora.doctor;

import dev.remora.config.Flag;
import dev.remora.config.Flag.Kind;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A question that a person asks, with the flags that it takes besides the sidecar's. */
enum Subcommand {
  /** Whether the enabled collectors can work. */
  CHECK(
      """
      Connects as the sidecar would with these flags, this environment and this option file, runs
      each enabled collector once, and says what works, what does not, and what to run.
      """,
      """
      Exit code: 0 all collectors can work; 1 some cannot, or a mistake in flags or files;
      2 there was no connection.
      """),
  /** With which privileges. */
  GRANTS(
      """
      Prints the statements that make an account with the privileges that the enabled collectors
      need, and no others. Asks the server for its flavour and version, unless they are said.
      """,
      """
      Exit code: 0; 1 after a mistake in flags or files; 2 if the server could not be asked.
      """);

  static final String FORMAT = "format";
  static final String SECTION = "section";
  static final String TARGET = "target";
  static final String TIMEOUT = "timeout";
  static final String USER = "user";
  static final String HOST = "host";
  static final String FLAVOUR = "flavour";
  static final String SERVER_VERSION = "server-version";

  private final String about;
  private final String exitCodes;

  Subcommand(String about, String exitCodes) {
    this.about = about;
    this.exitCodes = exitCodes;
  }

  /**
   * The subcommand of a word.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Subcommand of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Whether a word is a subcommand. */
  static boolean is(String word) {
    return Stream.of(values()).anyMatch(one -> one.word().equals(word));
  }

  /** The word by which it is called. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The flags besides the sidecar's. */
  List<Flag> flags() {
    List<Flag> own =
        switch (this) {
          case CHECK -> List.of(value(FORMAT, "text", "What to print: text or json."));
          case GRANTS ->
              List.of(
                  value(USER, "exporter", "Name of the account."),
                  value(HOST, "127.0.0.1", "Where the account may log in from."),
                  value(FLAVOUR, "", "mysql or mariadb; then no server is asked."),
                  value(
                      SERVER_VERSION,
                      "",
                      "Version for --flavour, such as 8.0; the newest when not given."));
        };
    List<Flag> common =
        List.of(
            value(
                SECTION,
                "client",
                "Section of the option file to log in by, as auth_module names it."),
            value(
                TARGET,
                "",
                "Address in place of the section's, as /probe takes it: host:port or unix://PATH."),
            value(TIMEOUT, "10", "Seconds for everything, as Prometheus' scrape_timeout."));
    return Stream.concat(own.stream(), common.stream()).toList();
  }

  private static Flag value(String name, String byDefault, String help) {
    return new Flag(name, Kind.VALUE, byDefault, help);
  }

  /** The text of {@code --help}. */
  String help(String program) {
    StringBuilder text = new StringBuilder();
    text.append("usage: %s %s [<flags>]\n\n%s\n".formatted(program, word(), about));
    text.append("All flags of the sidecar apply: %s --help lists them.".formatted(program));
    text.append(" Where none of them is given,\nand process 1 is the sidecar (kubectl exec), they");
    text.append(" are taken from there.\n\n").append(exitCodes);
    text.append("\nFlags:\n");
    for (Flag flag : flags()) {
      text.append("  %s\n        %s\n".formatted(flag.usage(), flag.help()));
    }
    return text.toString();
  }
}
