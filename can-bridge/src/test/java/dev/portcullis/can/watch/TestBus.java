package dev.portcullis.can.watch;

import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.frame.ArbitrationId.Standard;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.Crc8;
import dev.portcullis.crypto.Bytes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A bus of three periodic messages, one that comes for events, and one with a multiplexor. */
final class TestBus {

  static final long MILLI = 1_000_000;
  static final long SECOND = 1_000_000_000;

  static final String DBC =
      """
      BU_: ECU TCU
      BO_ 720 SPEED: 8 ECU
       SG_ Speed : 0|16@1+ (0.01,0) [0|300] "km/h" TCU
       SG_ Quality : 16|2@1+ (1,0) [0|1] "" TCU
       SG_ Counter : 48|4@1+ (1,0) [0|15] "" TCU
       SG_ Checksum : 56|8@1+ (1,0) [0|255] "" TCU
      BO_ 161 TORQUE: 8 ECU
       SG_ Torque : 0|16@1- (0.1,0) [-1000|1000] "Nm" TCU
       SG_ Counter : 56|4@1+ (1,0) [0|14] "" TCU
      BO_ 900 DOORS: 2 ECU
       SG_ Door : 0|2@1+ (1,0) [0|1] "" TCU
       SG_ Temperature : 8|8@1+ (0.5,-40) [-40|85] "degC" TCU
      BO_ 904 DASHBOARD: 2 TCU
       SG_ Speed : 0|16@1+ (0.01,0) [0|300] "km/h" ECU
      BO_ 901 EVENT: 1 ECU
       SG_ Key : 0|8@1+ (1,0) [0|3] "" TCU
      BO_ 902 PAGES: 8 ECU
       SG_ Page M : 0|8@1+ (1,0) [0|1] "" TCU
       SG_ A m0 : 8|8@1+ (1,0) [0|255] "" TCU
       SG_ B m1 : 8|8@1+ (1,0) [0|255] "" TCU
      BO_ 752 COMMAND: 8 TCU
       SG_ Action : 0|8@1+ (1,0) [0|6] "" ECU
      BA_DEF_ BO_ "GenMsgCycleTime" INT 0 10000;
      BA_DEF_ BO_ "GenMsgSendType" ENUM "Cyclic","CyclicAndOnChange","OnRequest";
      BA_DEF_DEF_ "GenMsgCycleTime" 0;
      BA_DEF_DEF_ "GenMsgSendType" "Cyclic";
      BA_ "GenMsgCycleTime" BO_ 720 20;
      BA_ "GenMsgCycleTime" BO_ 161 10;
      BA_ "GenMsgCycleTime" BO_ 900 100;
      BA_ "GenMsgCycleTime" BO_ 904 50;
      BA_ "GenMsgSendType" BO_ 900 1;
      VAL_ 720 Quality 3 "NOT_AVAILABLE" ;
      """;

  static final BusDescription DESCRIPTION = BusDescription.parse(Bytes.utf8(DBC)).orFault();

  static final ArbitrationId SPEED = new Standard(720);
  static final ArbitrationId TORQUE = new Standard(161);
  static final ArbitrationId DOORS = new Standard(900);
  static final ArbitrationId DASHBOARD = new Standard(904);
  static final ArbitrationId EVENT = new Standard(901);
  static final ArbitrationId PAGES = new Standard(902);
  static final ArbitrationId COMMAND = new Standard(752);

  /** A frame and when it is on the bus. */
  record Timed(CanFrame frame, long nanos) {

    Timed at(long when) {
      return new Timed(frame, when);
    }
  }

  private TestBus() {}

  static Message message(ArbitrationId id) {
    return DESCRIPTION.message(id).orElseThrow();
  }

  static CanFrame speed(double kmh, long counter) {
    return speed(kmh, counter, 1);
  }

  static CanFrame speed(double kmh, long counter, long quality) {
    var payload =
        message(SPEED)
            .encode(
                Map.of(
                    "Speed",
                    Math.round(kmh * 100),
                    "Quality",
                    quality,
                    "Counter",
                    counter & 15,
                    "Checksum",
                    0L))
            .orFault()
            .toArray();
    payload[7] = (byte) Crc8.protect(SPEED, Bytes.of(payload), 7);
    return new CanFrame.Data(SPEED, Bytes.of(payload));
  }

  static CanFrame torque(double newtonMetres, long counter) {
    return message(TORQUE)
        .encode(Map.of("Torque", Math.round(newtonMetres * 10), "Counter", counter % 15))
        .map(it -> (CanFrame) new CanFrame.Data(TORQUE, it))
        .orFault();
  }

  static CanFrame doors(long door, double celsius) {
    return message(DOORS)
        .encode(Map.of("Door", door, "Temperature", Math.round((celsius + 40) * 2)))
        .map(it -> (CanFrame) new CanFrame.Data(DOORS, it))
        .orFault();
  }

  static CanFrame dashboard(double kmh) {
    return message(DASHBOARD)
        .encode(Map.of("Speed", Math.round(kmh * 100)))
        .map(it -> (CanFrame) new CanFrame.Data(DASHBOARD, it))
        .orFault();
  }

  static CanFrame frame(int id, String hex) {
    return new CanFrame.Data(new Standard(id), Bytes.fromHex(hex));
  }

  /** So much clean driving, in the order of the bus; a millisecond of jitter at most. */
  static List<Timed> drive(long seed, long nanos) {
    var random = new Random(seed);
    List<Timed> frames = new ArrayList<>();
    long speeds = random.nextInt(16);
    for (long at = 3 * MILLI; at < nanos; at += 20 * MILLI, speeds++) {
      frames.add(new Timed(speed(50 + 40 * sine(at, 30), speeds), at + jitter(random)));
    }
    long torques = random.nextInt(15);
    for (long at = MILLI; at < nanos; at += 10 * MILLI, torques++) {
      frames.add(new Timed(torque(400 * sine(at, 7), torques), at + jitter(random)));
    }
    for (long at = 7 * MILLI; at < nanos; at += 50 * MILLI) {
      frames.add(new Timed(dashboard(50 + 40 * sine(at, 30)), at + jitter(random)));
    }
    for (long at = 5 * MILLI; at < nanos; at += 100 * MILLI) {
      frames.add(new Timed(doors(at / SECOND % 10 == 0 ? 1 : 0, 20), at + jitter(random)));
    }
    frames.sort(Comparator.comparingLong(Timed::nanos));
    return frames;
  }

  private static double sine(long at, double seconds) {
    return Math.sin(at / (double) SECOND / seconds * 2 * Math.PI);
  }

  private static long jitter(Random random) {
    return random.nextLong(TimeUnit.MILLISECONDS.toNanos(1));
  }

  /** What was learned from ten minutes of it. */
  static Baseline learned() {
    var learner = new BaselineLearner(DESCRIPTION, 500_000);
    drive(1, 600 * SECOND).forEach(it -> learner.accept(it.frame(), it.nanos()));
    return learner.learned();
  }

  static List<Timed> without(List<Timed> frames, Predicate<Timed> which) {
    return frames.stream().filter(which.negate()).toList();
  }

  static List<Timed> with(List<Timed> frames, Timed... more) {
    List<Timed> all = new ArrayList<>(frames);
    all.addAll(List.of(more));
    all.sort(Comparator.comparingLong(Timed::nanos));
    return all;
  }
}
