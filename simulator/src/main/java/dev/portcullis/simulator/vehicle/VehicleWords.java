package dev.portcullis.simulator.vehicle;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.simulator.ecu.BodyFault;
import dev.portcullis.simulator.ecu.BodyState.DoorLock;
import dev.portcullis.simulator.ecu.BodyState.Gear;
import dev.portcullis.simulator.ecu.BodyState.KeyCard;
import dev.portcullis.simulator.ecu.BodyState.Opening;
import dev.portcullis.simulator.ecu.EngineMode;
import dev.portcullis.simulator.ecu.Speed;
import dev.portcullis.simulator.ecu.SpeedQuality;
import dev.portcullis.simulator.misbehaviour.Plan;
import dev.portcullis.simulator.misbehaviour.PlanRefusal;
import dev.portcullis.simulator.motion.Drive;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a person at the keyboard can do to a running car, a line at a time. */
final class VehicleWords {

  static final String HELP =
      """
      speed 50 | speed invalid        doors|hood|trunk open|shut       doorlock locked|unlocked
      driver in|out        card on|off     gear park|other           engine off|remote|driver
      fault none|silent|mute|deaf|opposite|late                        park
      adapter unplug|plug|stall|resume                                 status
      drive parked|idling|city|motorway|day|off
      attack spoof|masquerade|replay|suspend|flood|fuzz|bus-off[:TARGET[:SIGNAL=VALUE]]@START-END\
      """;

  private static final Duration LATE = Duration.ofSeconds(2);

  private final SimulatedVehicle vehicle;
  private final Map<String, Word> words;

  /** Does what an argument says. */
  private interface Word {
    void obey(String argument) throws IOException;
  }

  VehicleWords(SimulatedVehicle vehicle) {
    this.vehicle = vehicle;
    this.words =
        Map.ofEntries(
            entry("speed", this::speed),
            entry("driver", this::driver),
            entry("doors", text -> vehicle.change(now -> now.withDoors(Opening.valueOf(text)))),
            entry("hood", text -> vehicle.change(now -> now.withHood(Opening.valueOf(text)))),
            entry("trunk", text -> vehicle.change(now -> now.withTrunk(Opening.valueOf(text)))),
            entry("doorlock", text -> vehicle.change(now -> now.with(DoorLock.valueOf(text)))),
            entry("gear", text -> vehicle.change(now -> now.with(Gear.valueOf(text)))),
            entry("card", this::card),
            entry("engine", text -> vehicle.set(EngineMode.valueOf(text))),
            entry("fault", this::fault),
            entry("drive", this::drive),
            entry("adapter", this::adapter));
  }

  /** Obeys one line, and gives what to print. */
  String obey(String line) {
    var parts = List.of(line.strip().split("\\s+", -1));
    try {
      if (parts.size() == 1) {
        return alone(parts.getFirst());
      }
      if (parts.size() == 2 && parts.getFirst().equals("attack")) {
        return attack(parts.getLast());
      }
      var word = words.get(parts.getFirst());
      if (word == null || parts.size() > 2) {
        return notUnderstood(line);
      }
      word.obey(parts.getLast().toUpperCase(Locale.ROOT));
      return VehicleStatus.text(vehicle);
    } catch (IllegalArgumentException e) {
      return notUnderstood(line);
    } catch (IOException e) {
      return "adapter: " + e.getMessage();
    }
  }

  private String alone(String word) {
    return switch (word) {
      case "" -> "";
      case "status" -> VehicleStatus.text(vehicle);
      case "park" -> {
        vehicle.park();
        yield VehicleStatus.text(vehicle);
      }
      case "help" -> HELP;
      default -> notUnderstood(word);
    };
  }

  private static Map.Entry<String, Word> entry(String name, Word word) {
    return Map.entry(name, word);
  }

  private void speed(String text) {
    if (text.equals("INVALID")) {
      vehicle.set(SpeedQuality.INVALID);
    } else {
      vehicle.set(SpeedQuality.VALID);
      vehicle.set(Speed.kilometresPerHour(Integer.parseInt(text)));
    }
  }

  private void driver(String text) {
    switch (text) {
      case "IN" -> vehicle.driverEnters();
      case "OUT" -> vehicle.driverLeaves();
      default -> throw new IllegalArgumentException(text);
    }
  }

  private void card(String text) {
    switch (text) {
      case "ON" -> vehicle.change(now -> now.with(KeyCard.PRESENT));
      case "OFF" -> vehicle.change(now -> now.with(KeyCard.ABSENT));
      default -> throw new IllegalArgumentException(text);
    }
  }

  private void fault(String text) {
    vehicle.set(text.equals("LATE") ? new BodyFault.Late(LATE) : BodyFault.Plain.valueOf(text));
  }

  private void drive(String text) {
    if (text.equals("OFF")) {
      vehicle.letGo();
    } else {
      vehicle.begin(Drive.valueOf(text));
    }
  }

  private String attack(String text) {
    return switch (vehicle.plans().read(text)) {
      case Outcome.Passed<Plan, PlanRefusal>(Plan plan) -> {
        vehicle.order(plan);
        yield "ordered: " + text;
      }
      case Outcome.Refused<Plan, PlanRefusal>(PlanRefusal why) -> "attack: " + why + "\nnext: help";
    };
  }

  private void adapter(String text) throws IOException {
    switch (text) {
      case "UNPLUG" -> vehicle.adapter().unplug();
      case "PLUG" -> vehicle.adapter().plugIn();
      case "STALL" -> vehicle.adapter().stall();
      case "RESUME" -> vehicle.adapter().resume();
      default -> throw new IllegalArgumentException(text);
    }
  }

  private static String notUnderstood(String line) {
    return "not understood: " + line.strip() + "\nnext: help";
  }
}
