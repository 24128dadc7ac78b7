package dev.remora.doctor;

import java.util.List;

/** The state at a server of what a collector reads, privileges aside. */
sealed interface Feature {
  /** As far as is known, nothing stands in the way. */
  record On() implements Feature {}

  /**
   * It is off, and can be turned on.
   *
   * @param reason what is off
   * @param steps how to turn it on
   */
  record Off(String reason, List<Step> steps) implements Feature {
    /** Copies the list. */
    public Off {
      steps = List.copyOf(steps);
    }

    static Off of(String reason, Step... steps) {
      return new Off(reason, List.of(steps));
    }
  }

  /**
   * It is there, and may have nothing to say.
   *
   * @param reason why, if it says nothing
   */
  record Idle(String reason) implements Feature {}

  /**
   * This server has nothing of the kind.
   *
   * @param reason who has
   */
  record Absent(String reason) implements Feature {}
}
