package dev.portcullis.simulator.serial;

import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.SlcanCodec;
import dev.portcullis.can.frame.SlcanLine;
import dev.portcullis.can.frame.SlcanLine.BitRate;
import dev.portcullis.can.frame.SlcanLine.DataRate;
import dev.portcullis.can.frame.SlcanLine.Plain;
import dev.portcullis.can.frame.SlcanLine.Status;
import dev.portcullis.can.frame.SlcanRefusal;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.simulator.bus.Transceiver;
import java.util.Optional;

/**
 * The firmware of the adapter: what it does and answers to each line of its host (LAWICEL CAN232
 * manual). A command is answered with a carriage return, or with BEL if it makes no sense now.
 *
 * <pre>
 * S6       the bit rate of this bus, and the only one taken; with the channel closed
 * Y2       that of its data phase; without it the channel knows no frames of CAN FD
 * O, L     open for both directions, or for listening; after S6
 * C        close, which resets the controller; answered in any state, as today's adapters do
 * t T r R  send a frame (and d D b B, of CAN FD): z or Z for "queued", BEL for "queue full" or "not open"
 * F        status flags, once open; what was lost is said once, bus-off for as long as it lasts
 * V, N     version, serial number; Z0 no time stamps
 * </pre>
 */
final class SlcanChannel {

  private static final Bytes DONE = SlcanCodec.encode(Plain.OK);
  private static final Bytes REFUSED = SlcanCodec.encode(Plain.ERROR);
  private static final Bytes VERSION = Bytes.utf8("V1013\r");
  private static final Bytes SERIAL_NUMBER = Bytes.utf8("NSIM1\r");
  private static final int RECEIVE_QUEUE_FULL = 0x01;
  private static final int TRANSMIT_QUEUE_FULL = 0x02;

  /** Bus error, passive and warning: what USBtin says of a controller off the bus. */
  private static final int OFF_THE_BUS = 0x80 | 0x20 | 0x04;

  private enum Phase {
    CLOSED,
    CLOSED_WITH_BIT_RATE,
    OPEN,
    LISTENING
  }

  private enum Frames {
    CLASSIC,
    FD_TOO
  }

  private final Transceiver transceiver;
  private Phase phase = Phase.CLOSED;
  private Frames frames = Frames.CLASSIC;
  private int lost;

  SlcanChannel(Transceiver transceiver) {
    this.transceiver = transceiver;
  }

  /** Does what {@code line} says, and gives the answer to write. */
  Bytes answer(Bytes line) {
    return switch (SlcanCodec.parse(line)) {
      case Outcome.Passed<SlcanLine, SlcanRefusal>(SlcanLine command) -> obey(command);
      case Outcome.Refused<SlcanLine, SlcanRefusal> _ -> answerOther(line);
    };
  }

  /** The line for a frame that was on the bus, while the channel is open. */
  Optional<Bytes> heard(CanFrame frame) {
    return switch (phase) {
      case OPEN, LISTENING ->
          knows(frame) && !transceiver.isOff()
              ? Optional.of(SlcanCodec.encode(frame))
              : Optional.empty();
      case CLOSED, CLOSED_WITH_BIT_RATE -> Optional.empty();
    };
  }

  /** The host did not read in time and a frame for it was lost: told with the next {@code F}. */
  void lostForHost() {
    lost |= RECEIVE_QUEUE_FULL;
  }

  /** What a loss of power does. */
  void reset() {
    phase = Phase.CLOSED;
    frames = Frames.CLASSIC;
    lost = 0;
    transceiver.clear();
  }

  private Bytes obey(SlcanLine command) {
    return switch (command) {
      case SlcanLine.Frame(CanFrame frame) -> knows(frame) ? send(frame) : REFUSED;
      case BitRate rate -> setBitRate(rate);
      case DataRate rate -> setDataRate(rate);
      case Status _ -> REFUSED;
      case Plain plain -> obeyPlain(plain);
    };
  }

  private Bytes obeyPlain(Plain plain) {
    return switch (plain) {
      case OPEN -> open(Phase.OPEN);
      case CLOSE -> close();
      case ASK_STATUS -> status();
      case OK -> Bytes.empty();
      case STANDARD_QUEUED, EXTENDED_QUEUED, ERROR -> REFUSED;
    };
  }

  private Bytes answerOther(Bytes line) {
    if (line.equals(Bytes.utf8("V"))) {
      return VERSION;
    }
    if (line.equals(Bytes.utf8("N"))) {
      return SERIAL_NUMBER;
    }
    if (line.equals(Bytes.utf8("Z0"))) {
      return DONE;
    }
    return line.equals(Bytes.utf8("L")) ? open(Phase.LISTENING) : REFUSED;
  }

  private Bytes status() {
    return switch (phase) {
      case CLOSED, CLOSED_WITH_BIT_RATE -> REFUSED;
      case OPEN, LISTENING -> {
        var told = new Status(transceiver.isOff() ? lost | OFF_THE_BUS : lost);
        lost = 0;
        yield SlcanCodec.encode(told);
      }
    };
  }

  private Bytes setBitRate(BitRate rate) {
    return switch (phase) {
      case CLOSED, CLOSED_WITH_BIT_RATE -> {
        if (!rate.equals(BitRate.KBIT_500)) {
          yield REFUSED;
        }
        phase = Phase.CLOSED_WITH_BIT_RATE;
        yield DONE;
      }
      case OPEN, LISTENING -> REFUSED;
    };
  }

  private Bytes setDataRate(DataRate rate) {
    return switch (phase) {
      case CLOSED, CLOSED_WITH_BIT_RATE -> {
        if (!rate.equals(DataRate.MBIT_2)) {
          yield REFUSED;
        }
        frames = Frames.FD_TOO;
        yield DONE;
      }
      case OPEN, LISTENING -> REFUSED;
    };
  }

  private boolean knows(CanFrame frame) {
    return switch (frame) {
      case CanFrame.Fd _ -> frames == Frames.FD_TOO;
      case CanFrame.Data _, CanFrame.Remote _ -> true;
    };
  }

  private Bytes open(Phase direction) {
    return switch (phase) {
      case CLOSED_WITH_BIT_RATE -> {
        phase = direction;
        yield DONE;
      }
      case CLOSED, OPEN, LISTENING -> REFUSED;
    };
  }

  private Bytes close() {
    transceiver.clear();
    phase =
        switch (phase) {
          case CLOSED -> Phase.CLOSED;
          case CLOSED_WITH_BIT_RATE, OPEN, LISTENING -> Phase.CLOSED_WITH_BIT_RATE;
        };
    return DONE;
  }

  private Bytes send(CanFrame frame) {
    return switch (phase) {
      case CLOSED, CLOSED_WITH_BIT_RATE, LISTENING -> REFUSED;
      case OPEN ->
          switch (transceiver.transmit(frame)) {
            case TAKEN -> SlcanCodec.encode(queued(frame.id()));
            case FULL -> {
              lost |= TRANSMIT_QUEUE_FULL;
              yield REFUSED;
            }
            case WITHHELD, BUS_OFF -> REFUSED;
          };
    };
  }

  private static Plain queued(ArbitrationId id) {
    return switch (id) {
      case ArbitrationId.Standard _ -> Plain.STANDARD_QUEUED;
      case ArbitrationId.Extended _ -> Plain.EXTENDED_QUEUED;
    };
  }
}
