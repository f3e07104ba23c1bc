package dev.portcullis.agent.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.agent.gate.FairQueue.Appetite;
import dev.portcullis.agent.gate.FairQueue.Offer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FairQueueTest {

  private static final Offer<String> TAKEN = new Offer.Taken<>();
  private static final Offer<String> FULL = new Offer.Full<>();

  private static Optional<String> next(FairQueue<String, String> queue)
      throws InterruptedException {
    return queue.poll(Appetite.EVERYTHING, 0);
  }

  @Test
  void servesLanesInTurnSoThatAFloodCostsItsNeighboursOneTurn() throws InterruptedException {
    var queue = new FairQueue<String, String>(new FairQueue.Bounds(100, 8, 1000));
    for (int i = 0; i < 100; i++) {
      assertEquals(TAKEN, queue.offer("flood", "forged"));
    }
    assertEquals(TAKEN, queue.offer("owner", "unlock"));
    var order = List.of(next(queue).orElseThrow(), next(queue).orElseThrow());
    assertTrue(order.contains("unlock"), "the owner waited behind the flood");
  }

  @Test
  void keepsTheOrderWithinALane() throws InterruptedException {
    var queue = new FairQueue<String, String>(new FairQueue.Bounds(3, 2, 1000));
    for (String work : List.of("1", "2", "3")) {
      assertEquals(TAKEN, queue.offer("owner", work));
    }
    assertEquals(
        List.of("1", "2", "3"),
        List.of(next(queue).orElseThrow(), next(queue).orElseThrow(), next(queue).orElseThrow()));
    assertEquals(Optional.empty(), next(queue));
  }

  @Test
  void isBoundedInEachLaneAndInLanes() throws InterruptedException {
    var queue = new FairQueue<String, String>(new FairQueue.Bounds(2, 2, 1000));
    assertEquals(TAKEN, queue.offer("a", "1"));
    assertEquals(TAKEN, queue.offer("a", "2"));
    assertEquals(FULL, queue.offer("a", "3"));
    assertEquals(TAKEN, queue.offer("b", "1"));
    assertEquals(FULL, queue.offer("c", "1"));
    while (next(queue).isPresent()) {}
    assertEquals(TAKEN, queue.offer("c", "1"), "an empty lane gives its place back");
  }

  @Test
  void servesTheGatesOwnWorkFirstAndAloneWhenVerificationsAreUsedUp() throws InterruptedException {
    var queue = new FairQueue<String, String>(new FairQueue.Bounds(2, 2, 1000));
    assertEquals(TAKEN, queue.offer("a", "request"));
    queue.offerFirst("the car answered");
    assertEquals(Optional.of("the car answered"), queue.poll(Appetite.ONLY_FIRST, 0));
    assertEquals(Optional.empty(), queue.poll(Appetite.ONLY_FIRST, 0));
    assertEquals(Optional.of("request"), next(queue));
  }

  @Test
  void behavesLikeOneListALaneServedRoundRobin() throws InterruptedException {
    for (long seed = 0; seed < 100; seed++) {
      var random = new Random(seed);
      var queue = new FairQueue<String, String>(new FairQueue.Bounds(4, 5, 1000));
      Map<String, ArrayDeque<String>> model = new HashMap<>();
      var turns = new ArrayList<String>();
      for (int i = 0; i < 300; i++) {
        String lane = "lane " + random.nextInt(7);
        if (random.nextInt(3) > 0) {
          boolean isNew = !model.containsKey(lane);
          boolean fits =
              isNew ? model.size() < 5 : model.getOrDefault(lane, new ArrayDeque<>()).size() < 4;
          assertEquals(fits ? TAKEN : FULL, queue.offer(lane, lane + i), "" + seed);
          if (fits) {
            model.computeIfAbsent(lane, _ -> new ArrayDeque<>()).add(lane + i);
            if (isNew) {
              turns.add(lane);
            }
          }
        } else {
          assertEquals(expected(model, turns), next(queue), "seed " + seed);
        }
      }
    }
  }

  private static Optional<String> expected(
      Map<String, ArrayDeque<String>> model, List<String> turns) {
    if (turns.isEmpty()) {
      return Optional.empty();
    }
    String lane = turns.removeFirst();
    var works = model.getOrDefault(lane, new ArrayDeque<>());
    String work = works.removeFirst();
    if (works.isEmpty()) {
      model.remove(lane);
    } else {
      turns.add(lane);
    }
    return Optional.of(work);
  }

  @Test
  void theNewestOfTheLongestLaneMakesWayForAShorterOnes() throws InterruptedException {
    var queue = new FairQueue<String, String>(new FairQueue.Bounds(10, 8, 4));
    for (String work : List.of("1", "2", "3")) {
      assertEquals(TAKEN, queue.offer("flood", work));
    }
    assertEquals(TAKEN, queue.offer("driver", "lock"));
    assertEquals(new Offer.InsteadOf<>("3"), queue.offer("owner", "unlock"));
    assertEquals(FULL, queue.offer("flood", "4"), "the flood does not push anybody out");
    var left = new ArrayList<String>();
    for (var work = next(queue); work.isPresent(); work = next(queue)) {
      left.add(work.get());
    }
    assertEquals(List.of("1", "lock", "unlock", "2"), left);
  }
}
