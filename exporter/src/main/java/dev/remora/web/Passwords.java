package dev.remora.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Checks passwords. A check costs a good part of a second's work, so what came of it is remembered,
 * by a digest alone. Safe for any thread.
 */
final class Passwords {
  private static final int REMEMBERED = 100;

  /** What was seen last, up to a number. */
  private static final class Seen extends LinkedHashMap<ByteBuffer, Boolean> {
    private static final long serialVersionUID = 1L;

    Seen() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Boolean> eldest) {
      return size() > REMEMBERED;
    }
  }

  private final Semaphore checking = new Semaphore(1);
  private final ReentrantLock remembering = new ReentrantLock();
  // Apart, so that who guesses does not make us forget those who know.
  private final Seen good = new Seen();
  private final Seen bad = new Seen();

  /**
   * Whether one of the users comes by this password.
   *
   * @param users their names, and the hashes of their passwords; at least one
   */
  boolean admit(String user, byte[] password, Map<String, String> users)
      throws InterruptedException {
    String known = users.get(user);
    // An unknown name takes as long as a user; where their hashes do not cost the same, as the
    // dearest.
    String hash = known == null ? PasswordHash.dearest(users.values()) : known;
    ByteBuffer key = digest(user, known != null, hash, password);
    Boolean seen = seen(key);
    if (seen == null) {
      seen = check(key, password, hash, known != null);
    }
    return seen;
  }

  /** How much is remembered. */
  int remembered() {
    remembering.lock();
    try {
      return good.size() + bad.size();
    } finally {
      remembering.unlock();
    }
  }

  /** One at a time: whoever guesses gets no more than one processor to do so. */
  private boolean check(ByteBuffer key, byte[] password, String hash, boolean isKnown)
      throws InterruptedException {
    checking.acquire();
    boolean works = false;
    boolean[] admitted = new boolean[1];
    Thread work;
    try {
      Boolean seen = seen(key);
      if (seen != null) {
        return seen;
      }
      // Off the one thread that all requests share. Its turn ends with it, also where nobody waits
      // for it any more.
      work =
          Thread.ofPlatform()
              .daemon()
              .name("password")
              .start(() -> {
                try {
                  admitted[0] = PasswordHash.matches(password, hash) && isKnown;
                  remember(key, admitted[0]);
                } finally {
                  checking.release();
                }
              });
      works = true;
    } finally {
      if (!works) {
        checking.release();
      }
    }
    work.join();
    return admitted[0];
  }

  private @Nullable Boolean seen(ByteBuffer key) {
    remembering.lock();
    try {
      Boolean admitted = good.get(key);
      return admitted == null ? bad.get(key) : admitted;
    } finally {
      remembering.unlock();
    }
  }

  private void remember(ByteBuffer key, boolean admitted) {
    remembering.lock();
    try {
      (admitted ? good : bad).put(key, admitted);
    } finally {
      remembering.unlock();
    }
  }

  private static ByteBuffer digest(String user, boolean isKnown, String hash, byte[] password) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] name = user.getBytes(StandardCharsets.UTF_8);
      // The lengths keep one part from passing for the end of another.
      digest.update(ByteBuffer.allocate(8).putInt(name.length).putInt(isKnown ? 1 : 0).flip());
      digest.update(name);
      digest.update(hash.getBytes(StandardCharsets.UTF_8));
      digest.update(password);
      return ByteBuffer.wrap(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
