package dev.portcullis.agent.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class UploadsTest {

  private static final Outcome<Uploads.Progress, Uploads.Refusal> UNFINISHED =
      Outcome.passed(new Uploads.Progress.Unfinished());
  private static final int BLOCK = 1024;

  private final Uploads uploads = new Uploads();
  private long now;

  private static Digest peer(int number) {
    return Digest.of(Bytes.of((byte) number));
  }

  private Outcome<Uploads.Progress, Uploads.Refusal> first(int peer) {
    return take(peer, Resource.ENROLMENT, 0, Uploads.More.FOLLOWS);
  }

  private Outcome<Uploads.Progress, Uploads.Refusal> take(
      int peer, Resource resource, long offset, Uploads.More more) {
    return uploads.take(
        peer(peer), new Uploads.Block(resource, offset, more, Bytes.of(new byte[BLOCK])), now);
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  @Test
  void putsBlocksTogetherInOrder() {
    assertEquals(UNFINISHED, first(1));
    assertEquals(
        Outcome.passed(new Uploads.Progress.Whole(Bytes.of(new byte[2 * BLOCK]))),
        take(1, Resource.ENROLMENT, BLOCK, Uploads.More.NONE));
  }

  @Test
  void refusesWhatDoesNotFollow() {
    var outOfOrder = Outcome.refused(Uploads.Refusal.OUT_OF_ORDER);
    assertEquals(outOfOrder, take(1, Resource.ENROLMENT, BLOCK, Uploads.More.NONE));
    assertEquals(UNFINISHED, first(1));
    assertEquals(outOfOrder, take(1, Resource.ENROLMENT, 2 * BLOCK, Uploads.More.NONE));
    assertEquals(UNFINISHED, first(1));
    assertEquals(outOfOrder, take(1, Resource.OWNER, BLOCK, Uploads.More.NONE));
    assertEquals(UNFINISHED, first(1));
    assertEquals(outOfOrder, take(2, Resource.ENROLMENT, BLOCK, Uploads.More.NONE));
  }

  @Test
  void takesTheLargestBodyAndNoByteMore() {
    for (int offset = 0; offset < LocalSettings.LARGEST_BODY; offset += BLOCK) {
      assertEquals(UNFINISHED, take(1, Resource.ENROLMENT, offset, Uploads.More.FOLLOWS));
    }
    assertEquals(
        Outcome.refused(Uploads.Refusal.TOO_LARGE),
        take(1, Resource.ENROLMENT, LocalSettings.LARGEST_BODY, Uploads.More.FOLLOWS));
  }

  @Test
  void forgetsABodyThatPausesOrTakesTooLong() {
    assertEquals(UNFINISHED, first(1));
    pass(Uploads.PAUSE.plusMillis(1));
    assertEquals(
        Outcome.refused(Uploads.Refusal.OUT_OF_ORDER),
        take(1, Resource.ENROLMENT, BLOCK, Uploads.More.NONE));
    long offset = 0;
    for (Duration time = Duration.ZERO;
        time.compareTo(Uploads.WHOLE) <= 0;
        time = time.plusSeconds(5)) {
      assertEquals(UNFINISHED, take(1, Resource.ENROLMENT, offset, Uploads.More.FOLLOWS));
      offset += BLOCK;
      pass(Duration.ofSeconds(5));
    }
    assertEquals(
        Outcome.refused(Uploads.Refusal.OUT_OF_ORDER),
        take(1, Resource.ENROLMENT, offset, Uploads.More.NONE));
  }

  @Test
  void whoPausesLongestMakesRoomAndWhoSendsDoesNot() {
    for (int peer = 0; peer < Uploads.MOST; peer++) {
      assertEquals(UNFINISHED, first(peer));
    }
    assertEquals(Outcome.refused(Uploads.Refusal.NO_ROOM), first(100));
    pass(Uploads.YIELDS_AFTER.plusMillis(1));
    for (int peer = 1; peer < Uploads.MOST; peer++) {
      assertEquals(UNFINISHED, take(peer, Resource.ENROLMENT, BLOCK, Uploads.More.FOLLOWS));
    }
    assertEquals(UNFINISHED, first(100));
    assertEquals(Outcome.refused(Uploads.Refusal.NO_ROOM), first(101));
    assertEquals(
        Outcome.refused(Uploads.Refusal.OUT_OF_ORDER),
        take(0, Resource.ENROLMENT, BLOCK, Uploads.More.NONE));
  }
}
