package dev.remora.inject.plan;

import java.util.regex.Pattern;

/** What a Pod may say of a Secret. The API server refuses a Pod that says something else. */
public enum SecretText {
  /** The name of one. */
  NAME("[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?", "the name of a Secret"),
  /** A key in one. */
  KEY("(?!\\.$|\\.\\.)[-._a-zA-Z0-9]{1,253}", "a key of letters, digits, \"-\", \"_\" and \".\"");

  private final Pattern pattern;
  private final String due;

  SecretText(String pattern, String due) {
    this.pattern = Pattern.compile(pattern);
    this.due = due;
  }

  /** Whether a text is one. */
  public boolean matches(String text) {
    return pattern.matcher(text).matches();
  }

  /** What is due where a text is none. */
  public String due() {
    return due;
  }
}
