package dev.remora.mysql;

/**
 * Whether the heap has room for more of what a server sends. A result without end costs its
 * collector; a heap that is full costs whoever asks for memory next.
 */
final class Room {
  // The rest is for arranging and writing what was read, and for everybody else.
  private static final int RESERVED_PART = 8;

  private Room() {}

  static boolean isLeft() {
    Runtime runtime = Runtime.getRuntime();
    if (isLeft(runtime)) {
      return true;
    }
    // What nobody holds any more counts as used until it is collected.
    System.gc();
    return isLeft(runtime);
  }

  private static boolean isLeft(Runtime runtime) {
    long max = runtime.maxMemory();
    return max - runtime.totalMemory() + runtime.freeMemory() > max / RESERVED_PART;
  }
}
