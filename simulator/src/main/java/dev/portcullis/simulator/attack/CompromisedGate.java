package dev.portcullis.simulator.attack;

import dev.portcullis.can.remote.MessageChannel;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.simulator.ecu.Speed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program with the agent's user and its socket, which asks can-bridge for anything. */
final class CompromisedGate implements Attacker {

  private static final String HAS = "the agent's user, and its socket to can-bridge";
  private static final Duration LATE_FRAMES = Duration.ofMillis(50);
  private static final int DRIVING = 50;
  private static final long A_MONTH = 2_592_000;
  private static final int NO_KIND = 99;
  private static final int DOOR_COMMAND = 0x2D0;

  /** What is asked of can-bridge; the word for its answer. */
  @FunctionalInterface
  private interface Asking {
    String ask(BridgeCaller caller) throws IOException, InterruptedException;
  }

  /** How it comes to the socket. */
  private enum Seat {
    INSTEAD_OF_THE_AGENT,
    BESIDE_THE_AGENT
  }

  private final Card card;
  private final Seat seat;
  private final Speed speed;
  private final Asking asking;

  private CompromisedGate(Card card, Seat seat, Speed speed, Asking asking) {
    this.card = card;
    this.seat = seat;
    this.speed = speed;
    this.asking = asking;
  }

  static List<Attacker> all() {
    return List.of(
        parked(
            "gate-unlisted-action",
            "an unlisted action",
            "asks for an action that the car's description has not",
            "UNKNOWN_ACTION",
            caller -> caller.act("open-sunroof", Map.of())),
        driving(
            "gate-start-while-driving",
            "gate: start at 50 km/h",
            "starts the engine of a car at 50 km/h, past the gate's own checks",
            caller -> caller.act("start", Map.of("run-time", 600L))),
        driving(
            "gate-unlock-while-driving",
            "gate: unlock at 50",
            "unlocks a car at 50 km/h, past the gate's own checks",
            caller -> caller.act("unlock", Map.of())),
        parked(
            "gate-endless-run",
            "start, for a month",
            "starts the engine for longer than the car's description allows",
            "BAD_PARAMETER",
            caller -> caller.act("start", Map.of("run-time", A_MONTH))),
        parked(
            "gate-raw-frame",
            "a CAN frame of its own",
            "hands over the bytes of a frame, for which there is no message",
            "UNKNOWN_KIND",
            caller -> caller.say(rawFrame())),
        parked(
            "gate-huge-message",
            "a message of 2 GB",
            "announces a message of two gigabytes, to make can-bridge reserve them",
            "BAD_LENGTH",
            caller -> caller.write(Bytes.fromHex("7fffffff"))),
        parked(
            "gate-long-message",
            "a message, too long",
            "sends a message one byte longer than any may be",
            "BAD_LENGTH",
            caller -> caller.write(tooLong())),
        parked(
            "gate-garbage",
            "bytes without sense",
            "sends bytes that are no message",
            "NOT_CBOR",
            caller -> caller.say(Bytes.of("open the car".getBytes(StandardCharsets.UTF_8)))),
        new CompromisedGate(
            card(
                "gate-beside-the-agent",
                "a second gate",
                "asks beside the agent, which is connected",
                "ALREADY_CONNECTED"),
            Seat.BESIDE_THE_AGENT,
            Speed.ZERO,
            BridgeCaller::verdict));
  }

  private static CompromisedGate parked(
      String name, String tries, String does, String reason, Asking asking) {
    return new CompromisedGate(
        card(name, tries, does, reason), Seat.INSTEAD_OF_THE_AGENT, Speed.ZERO, asking);
  }

  private static CompromisedGate driving(String name, String tries, String does, Asking asking) {
    return new CompromisedGate(
        card(name, tries, does, "NOT_STANDING"),
        Seat.INSTEAD_OF_THE_AGENT,
        Speed.kilometresPerHour(DRIVING),
        asking);
  }

  private static Card card(String name, String tries, String does, String reason) {
    return new Card(name, Who.GATE, tries, HAS, does, new Expected.RefusedByBridge(reason));
  }

  /** As somebody may hope that it is done. */
  private static Bytes rawFrame() {
    return Cbor.encode(
        CborItem.CborArray.of(
            CborItem.uint(NO_KIND),
            CborItem.uint(1),
            CborItem.uint(DOOR_COMMAND),
            CborItem.bytes(Bytes.of(new byte[Long.BYTES]))));
  }

  private static Bytes tooLong() {
    var framed = new byte[Integer.BYTES + MessageChannel.LONGEST + 1];
    framed[2] = (byte) ((MessageChannel.LONGEST + 1) >>> Byte.SIZE);
    framed[3] = (byte) (MessageChannel.LONGEST + 1);
    return Bytes.of(framed);
  }

  @Override
  public Card card() {
    return card;
  }

  @Override
  public Trail attempt(Scene scene) throws IOException, InterruptedException {
    if (!speed.equals(Speed.ZERO)) {
      scene.vehicle().drive(speed);
      scene.settle();
    }
    try (var caller =
        switch (seat) {
          case INSTEAD_OF_THE_AGENT -> scene.gate().insteadOfTheAgent();
          case BESIDE_THE_AGENT -> scene.gate().besideTheAgent();
        }) {
      var began = scene.vehicle().now();
      var reason = asking.ask(caller);
      long micros = began.until(scene.vehicle().now()).toNanos() / 1000;
      // A frame would be on the bus a moment later.
      TimeUnit.NANOSECONDS.sleep(LATE_FRAMES.toNanos());
      return new Trail.AtBridge(reason, micros, began);
    }
  }

  @Override
  public void leave(Scene scene) throws IOException, InterruptedException {
    if (seat == Seat.INSTEAD_OF_THE_AGENT) {
      scene.gate().giveBack();
    }
  }
}
