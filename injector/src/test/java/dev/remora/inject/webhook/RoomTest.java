package dev.remora.inject.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who has room, when there is little of it. */
class RoomTest {
  private static final int LARGE = Room.SMALL_BYTES + 1;

  private final Room room = new Room(Duration.ZERO);

  /** Shares of a size, as many as there is room for without the place. */
  private List<Room.Share> full(int bytes) throws InterruptedException {
    Room.Share place = room.share();
    assertThat(place.holds(LARGE)).isTrue();
    List<Room.Share> all = new ArrayList<>();
    Room.Share next = room.share();
    while (next.holds(bytes)) {
      all.add(next);
      next = room.share();
    }
    place.close();
    return all;
  }

  @Test
  void oneLargeBodyAtATime() throws Exception {
    try (Room.Share one = room.share();
        Room.Share other = room.share()) {
      assertThat(one.holds(LARGE)).isTrue();
      assertThat(other.holds(Room.SMALL_BYTES)).isTrue();
      assertThat(other.holds(LARGE)).isFalse();
      assertThat(one.holds(Body.MOST_BYTES)).isTrue();
    }
    try (Room.Share next = room.share()) {
      assertThat(next.holds(LARGE)).isTrue();
    }
  }

  @Test
  void allSmallBodiesTogetherAreBounded() throws Exception {
    assertThat(full(Room.SMALL_BYTES)).hasSize(16);
  }

  /** As many as there may be connections: none of them alone can fill it with a few bytes. */
  @Test
  void aFewBytesOfEachConnectionFit() throws Exception {
    assertThat(full(1)).hasSizeGreaterThan(200);
  }

  @Test
  void whoFindsItFullTakesThePlace() throws Exception {
    List<Room.Share> all = full(Room.SMALL_BYTES);
    try (Room.Share one = room.share();
        Room.Share other = room.share()) {
      assertThat(one.holds(1)).isTrue();
      assertThat(other.holds(1)).isFalse();

      all.getFirst().close();

      assertThat(other.holds(1)).isTrue();
    }
  }

  @Test
  void whatIsHeldAlreadyIsNotTakenTwice() throws Exception {
    try (Room.Share share = room.share()) {
      for (int bytes = 1; bytes <= Room.SMALL_BYTES; bytes++) {
        assertThat(share.holds(bytes)).isTrue();
      }
      assertThat(full(Room.SMALL_BYTES)).hasSize(15);
    }
  }
}
