package dev.portcullis.simulator.attack;

import dev.portcullis.can.watch.FindingKind;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import java.util.concurrent.TimeUnit;

/**
 * Another node fills the bus with an identifier that wins every arbitration. The watch tells of it;
 * the command is refused for what it does to the bus, not for what the watch says.
 */
final class FloodedBus implements Attacker {

  private static final String STRONGEST_ID = "000";
  private static final int SECONDS = 3;
  private static final long LOOK_MILLIS = 100;

  @Override
  public Card card() {
    return new Card(
        "flooded-bus",
        Who.DONGLE,
        "unlock, bus flooded",
        "a place on the car's bus",
        "fills it with an identifier nobody knows, so that no controller is heard",
        new Expected.Refused(RefusalCode.STATE_UNKNOWN));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    var vehicle = scene.vehicle();
    var flood = vehicle.plans().read("flood@0-" + SECONDS).orFault();
    scene.doReported(() -> vehicle.order(flood), STRONGEST_ID, FindingKind.UNKNOWN_ID);
    scene.outliveState();
    return scene.send(scene.draft(CommandName.UNLOCK));
  }

  @Override
  public void leave(Scene scene) throws InterruptedException {
    TimeUnit.SECONDS.sleep(SECONDS);
    TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
  }
}
