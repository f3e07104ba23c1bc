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

  private static Optional<String> next(FairQueue<String, String> queue)
      throws InterruptedException {
    return queue.poll(Appetite.EVERYTHING, 0);
  }

  @Test
  void servesLanesInTurnSoThatAFloodCostsItsNeighboursOneTurn() throws InterruptedException {
    var queue = new FairQueue<String, String>(100, 8);
    for (int i = 0; i < 100; i++) {
      assertEquals(Offer.TAKEN, queue.offer("flood", "forged"));
    }
    assertEquals(Offer.TAKEN, queue.offer("owner", "unlock"));
    var order = List.of(next(queue).orElseThrow(), next(queue).orElseThrow());
    assertTrue(order.contains("unlock"), "the owner waited behind the flood");
  }

  @Test
  void keepsTheOrderWithinALane() throws InterruptedException {
    var queue = new FairQueue<String, String>(3, 2);
    for (String work : List.of("1", "2", "3")) {
      assertEquals(Offer.TAKEN, queue.offer("owner", work));
    }
    assertEquals(
        List.of("1", "2", "3"),
        List.of(
            next(queue).orElseThrow(), next(queue).orElseThrow(), next(queue).orElseThrow()));
    assertEquals(Optional.empty(), next(queue));
  }

  @Test
  void isBoundedInEachLaneAndInLanes() throws InterruptedException {
    var queue = new FairQueue<String, String>(2, 2);
    assertEquals(Offer.TAKEN, queue.offer("a", "1"));
    assertEquals(Offer.TAKEN, queue.offer("a", "2"));
    assertEquals(Offer.FULL, queue.offer("a", "3"));
    assertEquals(Offer.TAKEN, queue.offer("b", "1"));
    assertEquals(Offer.FULL, queue.offer("c", "1"));
    while (next(queue).isPresent()) {}
    assertEquals(Offer.TAKEN, queue.offer("c", "1"), "an empty lane gives its place back");
  }

  @Test
  void servesTheGatesOwnWorkFirstAndAloneWhenVerificationsAreUsedUp()
      throws InterruptedException {
    var queue = new FairQueue<String, String>(2, 2);
    assertEquals(Offer.TAKEN, queue.offer("a", "request"));
    queue.offerFirst("the car answered");
    assertEquals(Optional.of("the car answered"), queue.poll(Appetite.ONLY_FIRST, 0));
    assertEquals(Optional.empty(), queue.poll(Appetite.ONLY_FIRST, 0));
    assertEquals(Optional.of("request"), next(queue));
  }

  @Test
  void behavesLikeOneListALaneServedRoundRobin() throws InterruptedException {
    for (long seed = 0; seed < 100; seed++) {
      var random = new Random(seed);
      var queue = new FairQueue<String, String>(4, 5);
      Map<String, ArrayDeque<String>> model = new HashMap<>();
      var turns = new ArrayList<String>();
      for (int i = 0; i < 300; i++) {
        String lane = "lane " + random.nextInt(7);
        if (random.nextInt(3) > 0) {
          boolean isNew = !model.containsKey(lane);
          boolean fits =
              isNew ? model.size() < 5 : model.getOrDefault(lane, new ArrayDeque<>()).size() < 4;
          assertEquals(fits ? Offer.TAKEN : Offer.FULL, queue.offer(lane, lane + i), "" + seed);
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
}
