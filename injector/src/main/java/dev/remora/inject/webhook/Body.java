package dev.remora.inject.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The body of a request, which takes room as it comes. */
final class Body {
  /** As much as the API server takes of one request; a Pod has a few kilobytes. */
  static final int MOST_BYTES = 3 << 20;

  private static final int FIRST_BYTES = 4 << 10;
  private static final byte[] NOTHING = {};
  // What a decoder writes for bytes that are none of its characters, and people hardly ever.
  private static final char REPLACEMENT = '\ufffd';

  private byte[] bytes = new byte[FIRST_BYTES];
  private int length;

  /**
   * Reads all of it.
   *
   * @throws NoReviewException if it is too long, or there is no room for it
   */
  void read(InputStream in, Room.Share share)
      throws NoReviewException, IOException, InterruptedException {
    try {
      int come = in.read(bytes);
      while (come >= 0) {
        length += come;
        if (length > MOST_BYTES) {
          throw tooLong();
        }
        if (!share.holds(length)) {
          throw new NoReviewException(503, "too many reviews at a time");
        }
        if (length == bytes.length) {
          bytes = Arrays.copyOf(bytes, Math.min(2 * length, MOST_BYTES + 1));
        }
        come = in.read(bytes, length, bytes.length - length);
      }
    } catch (OutOfMemoryError e) {
      throw new NoReviewException(503, "no memory for the review");
    }
  }

  /** What is said of one of which more than {@link #MOST_BYTES} came or were announced. */
  static NoReviewException tooLong() {
    return new NoReviewException(413, "more than the %d bytes that are read".formatted(MOST_BYTES));
  }

  /** The first of it, in which a review says which one it is. */
  String beginning() {
    return new String(bytes, 0, Math.min(length, Rough.BEGINNING), StandardCharsets.UTF_8);
  }

  /** All of it, and leaves the bytes to the collector: both are much for a small heap. */
  String text() throws NoReviewException {
    String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0) {
      prove();
    }
    bytes = NOTHING;
    length = 0;
    return text;
  }

  private void prove() throws NoReviewException {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
    } catch (CharacterCodingException e) {
      throw new NoReviewException("not UTF-8");
    }
  }
}
