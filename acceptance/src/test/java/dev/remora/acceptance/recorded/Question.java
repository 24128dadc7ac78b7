package dev.remora.acceptance.recorded;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a recording knows a statement by. */
sealed interface Question {
  Pattern READS = Pattern.compile("(TABLE|SELECT FROM) (\\S+)(?: WITH (\\S.*))?");

  boolean matches(Statement statement);

  /** How much it asks of a statement: of two that match, the one that asks more is meant. */
  int demands();

  /**
   * Reads what is written in a recording: {@code TABLE name} where the rows of a table are
   * recorded, {@code SELECT FROM name} where it is what the server makes of them, or else a whole
   * statement. {@code WITH} words between commas where one table is read by several statements.
   */
  static Question parse(String text) {
    Matcher reads = READS.matcher(text);
    if (!reads.matches()) {
      return new Whole(Statement.of(text).text().toLowerCase(Locale.ROOT));
    }
    String words = reads.group(3) == null ? "" : reads.group(3);
    return new Reads(
        reads.group(2).toLowerCase(Locale.ROOT),
        Arrays.stream(words.split(","))
            .map(word -> word.strip().toLowerCase(Locale.ROOT))
            .filter(word -> !word.isEmpty())
            .toList(),
        reads.group(1).equals("TABLE") ? Recorded.ROWS : Recorded.RESULT);
  }

  /** What is recorded of a table. */
  enum Recorded {
    /** Its rows: a statement gets those of their columns that it selects. */
    ROWS,
    /** What statements get, with as many columns as they select. */
    RESULT
  }

  /** The statement itself, in any letter case. */
  record Whole(String text) implements Question {
    @Override
    public boolean matches(Statement statement) {
      return statement.text().equalsIgnoreCase(text);
    }

    @Override
    public int demands() {
      return Integer.MAX_VALUE;
    }
  }

  /** A statement that reads this table and has these words in it. */
  record Reads(String table, List<String> words, Recorded recorded) implements Question {
    public Reads {
      words = List.copyOf(words);
    }

    @Override
    public boolean matches(Statement statement) {
      String text = statement.text().toLowerCase(Locale.ROOT);
      return Pattern.compile("\\b(?:from|join) " + Pattern.quote(table) + "(?![\\w$.])")
              .matcher(text)
              .find()
          && words.stream().allMatch(word -> Words.has(text, word));
    }

    @Override
    public int demands() {
      return words.size();
    }
  }
}
