package dev.remora.config;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with the user's settings: each problem a line that says where and what to do. */
public final class ConfigurationException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /** All problems that were found. */
  public ConfigurationException(List<String> problems) {
    super(String.join("; ", problems), null, false, false);
    this.problems = List.copyOf(problems);
  }

  /** One problem. */
  public ConfigurationException(String problem) {
    this(List.of(problem));
  }

  /** These problems and more, of another file, so that all are told together. */
  public ConfigurationException and(List<String> more) {
    List<String> all = new ArrayList<>(problems);
    all.addAll(more);
    return new ConfigurationException(all);
  }

  /** The problems in one line. */
  @Override
  public String getMessage() {
    return String.join("; ", problems);
  }

  /** The problems, at least one, without any secret. */
  public List<String> problems() {
    return problems;
  }
}
