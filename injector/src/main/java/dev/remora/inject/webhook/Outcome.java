package dev.remora.inject.webhook;

/** What became of a Pod that was reviewed. All of them let it pass. */
sealed interface Outcome {
  /** Part of the text may be a stranger's. */
  int LONGEST_TEXT = 1000;

  /** What people are told of it, in one line without a secret. */
  String text();

  /** It gets a sidecar. */
  record Injected(String text) implements Outcome {
    /** Cuts the text. */
    public Injected {
      text = cut(text);
    }
  }

  /**
   * It stays without one.
   *
   * @param reason a stable name, one of the planner's or of {@link Reviewer}'s own
   */
  record Skipped(String reason, String text) implements Outcome {
    /** Cuts the text. */
    public Skipped {
      text = cut(text);
    }
  }

  /** We failed, which is not the Pod's fault. */
  record Failed(String text) implements Outcome {
    /** Cuts the text. */
    public Failed {
      text = cut(text);
    }
  }

  static String cut(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
  }
}
