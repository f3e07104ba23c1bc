package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.simulator.ecu.BodyState;
import dev.portcullis.simulator.ecu.BodyState.Climate;
import dev.portcullis.simulator.ecu.BodyState.DoorLock;
import dev.portcullis.simulator.ecu.BodyState.HornLights;
import dev.portcullis.simulator.ecu.BodyState.Opening;
import dev.portcullis.simulator.ecu.EngineMode;
import dev.portcullis.simulator.vehicle.CarState;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A command of the owner's that nothing is wrong with. */
final class GenuineCommand implements Attacker {

  private static final int COMFORTABLE = 21;

  private final CommandName name;
  private final UnaryOperator<BodyState> before;
  private final Predicate<CarState> inTheCar;

  private GenuineCommand(
      CommandName name, UnaryOperator<BodyState> before, Predicate<CarState> inTheCar) {
    this.name = name;
    this.before = before;
    this.inTheCar = inTheCar;
  }

  /** What a car can be told, each in a car that is not so already. */
  static List<Attacker> all() {
    return List.of(
        of(
            CommandName.UNLOCK,
            body -> body.with(DoorLock.LOCKED),
            car -> car.body().doorLock() == DoorLock.UNLOCKED),
        of(
            CommandName.LOCK,
            body -> body.with(DoorLock.UNLOCKED),
            car -> car.body().doorLock() == DoorLock.LOCKED),
        of(CommandName.TRUNK, body -> body, car -> car.body().trunk() == Opening.OPEN),
        of(CommandName.START, body -> body, car -> car.engine() == EngineMode.REMOTE),
        new GenuineStop(),
        of(
            CommandName.HORN_LIGHTS,
            body -> body,
            car -> car.body().hornLights() == HornLights.ACTIVE),
        of(
            CommandName.CLIMATE_ON,
            BodyState::withClimateOff,
            car -> car.body().climate() == Climate.ON),
        of(
            CommandName.CLIMATE_OFF,
            body -> body.withClimateOn(COMFORTABLE),
            car -> car.body().climate() == Climate.OFF));
  }

  private static Attacker of(
      CommandName name, UnaryOperator<BodyState> before, Predicate<CarState> inTheCar) {
    return new GenuineCommand(name, before, inTheCar);
  }

  @Override
  public Card card() {
    return new Card(
        name.wire(),
        Who.OWNER,
        name.wire(),
        "the enrolled phone and a genuine app",
        "sends " + name.wire(),
        new Expected.Confirmed(inTheCar));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    scene.vehicle().change(before);
    scene.settle();
    return scene.send(scene.draft(name));
  }
}
