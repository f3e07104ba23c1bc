package dev.portcullis.simulator.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LiveTimelineTest {

  private final LiveTimeline timeline = LiveTimeline.start("test-car", System::nanoTime);

  @AfterEach
  void end() {
    timeline.close();
  }

  @Test
  void runsTasksInTheOrderOfTheirDueTimes() throws InterruptedException {
    var order = new CopyOnWriteArrayList<String>();
    var done = new CountDownLatch(1);
    var soon = timeline.now().plus(Duration.ofMillis(20));
    timeline.at(soon.plus(Duration.ofMillis(2)), done::countDown);
    timeline.at(soon.plus(Duration.ofMillis(1)), () -> order.add("third"));
    timeline.at(soon, () -> order.add("first"));
    timeline.at(soon, () -> order.add("second"));
    done.await();
    assertEquals(List.of("first", "second", "third"), order);
  }

  @Test
  void runsNothingBeforeItIsDue() throws InterruptedException {
    var ran = new CompletableFuture<MonotonicTime>();
    var due = timeline.now().plus(Duration.ofMillis(10));
    timeline.at(due, () -> ran.complete(timeline.now()));
    assertTrue(ran.join().compareTo(due) >= 0);
  }

  @Test
  void answersFromOutsideAndFromItsOwnThread() {
    assertEquals("test-car", timeline.ask(() -> Thread.currentThread().getName()));
    assertEquals(7, timeline.ask(() -> timeline.ask(() -> 7)));
  }

  @Test
  void goesOnAfterATaskThatFails() {
    timeline.soon(() -> {
      throw new IllegalStateException("expected in this test's log");
    });
    assertEquals(1, timeline.ask(() -> 1));
  }

  @Test
  void leavesNobodyWaitingWhenItIsClosed() {
    var blocked = new CountDownLatch(1);
    var running = new CountDownLatch(1);
    timeline.soon(() -> {
      running.countDown();
      awaitQuietly(blocked);
    });
    awaitQuietly(running);
    var asking = CompletableFuture.supplyAsync(() -> timeline.ask(() -> 1));
    var closing = CompletableFuture.runAsync(timeline::close);
    var unanswered = assertThrows(CompletionException.class, asking::join);
    assertTrue(unanswered.getCause() instanceof CancellationException);
    blocked.countDown();
    closing.join();
    assertThrows(CancellationException.class, () -> timeline.ask(() -> 1));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
