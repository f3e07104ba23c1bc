package dev.portcullis.simulator.demo;

import dev.portcullis.simulator.attack.Attacker;
import dev.portcullis.simulator.attack.Card;
import dev.portcullis.simulator.attack.Expected;
import dev.portcullis.simulator.attack.Scene;
import dev.portcullis.simulator.attack.Trail;
import dev.portcullis.simulator.vehicle.SimulatedVehicle;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Makes attempts, one after the other, and asks the trace and the tap what became of them. */
final class AttemptRun {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Scene scene;
  private final AgentTrace trace;

  AttemptRun(Scene scene, AgentTrace trace) {
    this.scene = scene;
    this.trace = trace;
  }

  /** Parks the car, lets {@code attacker} try, and mends what he broke. */
  Attempt run(Attacker attacker) throws IOException, InterruptedException {
    scene.vehicle().park();
    scene.settle();
    int nameless = trace.namelessCount();
    try {
      var trail = attacker.attempt(scene);
      return trail instanceof Trail.AtBridge atBridge
          ? Attempt.atBridge(attacker.card(), atBridge, frames(trail))
          : attempt(attacker.card(), trail, decisionAbout(trail, nameless));
    } catch (IllegalStateException e) {
      return Attempt.failed(attacker.card(), String.valueOf(e.getMessage()));
    } finally {
      attacker.leave(scene);
    }
  }

  private Optional<Decision> decisionAbout(Trail trail, int nameless) throws InterruptedException {
    return switch (trail) {
      case Trail.OfCommand(var command, var delivery, _) ->
          trace.awaitDecision(command, delivery, PATIENCE);
      case Trail.AtBridge _ -> Optional.empty();
      case Trail.Nameless _ -> trace.awaitNameless(nameless, PATIENCE);
    };
  }

  private int frames(Trail trail) {
    var vehicle = scene.vehicle();
    return vehicle.tap().between(SimulatedVehicle.ADAPTER, trail.began(), vehicle.now()).size();
  }

  private Attempt attempt(Card card, Trail trail, Optional<Decision> decision) {
    var frames = frames(trail);
    var asOrdered =
        card.expected() instanceof Expected.Confirmed(var inTheCar)
            && inTheCar.test(scene.vehicle().state());
    return Attempt.made(
        card,
        decision,
        frames,
        asOrdered ? Attempt.InTheCar.AS_ORDERED : Attempt.InTheCar.OTHERWISE);
  }
}
