package dev.remora.mysql;

import dev.remora.mysql.MysqlException.Kind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Blocking work that must not outlast a deadline, whatever the other side does: it runs on a
 * virtual thread of its own, which is interrupted when it is late. That closes the socket it waits
 * on, also where a socket's own timeout is of no use: on unix sockets, and when bytes trickle in.
 */
final class Bounded {
  // Mostly it is done before the first look. A server can have the driver recurse, and a virtual
  // thread's stack has no other end than the heap's.
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private Bounded() {}

  /** Work that gives something or fails. */
  interface Work<T> {
    T run() throws MysqlException;
  }

  /**
   * Does the work by the deadline.
   *
   * @param late the failure that is told when the deadline passes first
   * @param unwanted what becomes of a result that came too late
   */
  static <T> T by(
      Deadline deadline, Supplier<MysqlException> late, Work<T> work, Consumer<T> unwanted)
      throws MysqlException {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                T value = work.run();
                if (!result.complete(value)) {
                  unwanted.accept(value);
                }
              } catch (MysqlException | RuntimeException | Error e) {
                result.completeExceptionally(e);
              }
            });
    try {
      Deadline look = deadline.atMost(BETWEEN_LOOKS);
      while (!deadline.passed() && !isDone(result, look) && Room.isLeft()) {
        look = deadline.atMost(BETWEEN_LOOKS);
      }
      return result.get(0, TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (TimeoutException e) {
      return giveUp(result, thread, late);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return giveUp(result, thread, late);
    }
  }

  private static boolean isDone(CompletableFuture<?> result, Deadline look)
      throws ExecutionException, InterruptedException {
    try {
      result.get(look.remaining().toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private static <T> T giveUp(
      CompletableFuture<T> result, Thread thread, Supplier<MysqlException> late)
      throws MysqlException {
    MysqlException failure = late.get();
    if (result.completeExceptionally(failure)) {
      thread.interrupt();
      throw failure;
    }
    // It was done in the very moment.
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }

  private static MysqlException failure(ExecutionException e) {
    if (e.getCause() instanceof MysqlException failure) {
      return failure;
    }
    // A fault of the driver's own: its words are not ours to show.
    String name = e.getCause() == null ? "unknown" : e.getCause().getClass().getSimpleName();
    return new MysqlException(
        Kind.UNREACHABLE, MysqlException.NO_CODE, "a fault in the driver: " + name);
  }
}
