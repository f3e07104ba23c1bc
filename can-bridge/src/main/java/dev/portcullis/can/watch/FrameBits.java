package dev.portcullis.can.watch;

import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.frame.CanFrame;

/**
 * How long a frame keeps the bus, in bit times of the arbitration phase (ISO 11898-1): its fields
 * with the gap behind it, and a tenth for stuff bits. An estimate: exact stuffing would cost more
 * than everything else the watch does with a frame.
 */
final class FrameBits {

  private static final int STANDARD = 47;
  private static final int EXTENDED = 67;

  /** Of a data phase, usually four times as fast as the arbitration phase. */
  private static final int FD_SPEED = 4;

  private FrameBits() {}

  static int of(CanFrame frame) {
    int fixed = frame.id() instanceof ArbitrationId.Extended ? EXTENDED : STANDARD;
    int bytes = frame.payload().size();
    int bits =
        switch (frame) {
          case CanFrame.Data _, CanFrame.Remote _ -> fixed + Byte.SIZE * bytes;
          case CanFrame.Fd fd ->
              switch (fd.bitRateSwitch()) {
                case ON -> fixed + Byte.SIZE * bytes / FD_SPEED;
                case OFF -> fixed + Byte.SIZE * bytes;
              };
        };
    return bits + bits / 10;
  }
}
