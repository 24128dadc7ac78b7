package dev.remora.doctor;

/** Where the sidecar's flags were given. */
enum FlagsFrom {
  /** Behind the subcommand. */
  COMMAND_LINE("flag"),
  /** To the sidecar that is process 1. */
  RUNNING("flag of process 1");

  private final String words;

  FlagsFrom(String words) {
    this.words = words;
  }

  /** Where one of them comes from, for people. */
  String words() {
    return words;
  }
}
