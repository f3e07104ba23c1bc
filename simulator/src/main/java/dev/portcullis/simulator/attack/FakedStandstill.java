package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.ecu.Speed;
import java.util.Map;

/** Another node says that a car at 50 km/h stands. */
final class FakedStandstill implements Attacker {

  private static final String STATUS = "SPEED";

  @Override
  public Card card() {
    return new Card(
        "faked-standstill",
        Who.DONGLE,
        "standstill at 50 km/h",
        "a place on the bus of a car at 50 km/h",
        "says twice as often as the car itself that it stands, without the key",
        new Expected.Refused(RefusalCode.NOT_STANDING));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    var impostor = scene.vehicle().impostor();
    scene.vehicle().drive(Speed.kilometresPerHour(50));
    scene.settle();
    impostor.tell(impostor.forged(STATUS, Map.of("Speed", 0L)));
    var trail = scene.sendReported(CommandName.UNLOCK, STATUS, "BAD_MAC");
    impostor.listen();
    return trail;
  }
}
