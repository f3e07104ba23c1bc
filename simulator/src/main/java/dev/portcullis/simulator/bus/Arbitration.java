package dev.portcullis.simulator.bus;

import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.frame.CanFrame;

/**
 * Who gets the bus (ISO 11898-1, 10.4): the frames start together, and a dominant bit, a zero, wins
 * over a recessive one. So the order is that of the bits from the first one on: the base id, then
 * data before remote before extended, then the id extension, then data before remote again.
 */
final class Arbitration {

  private static final int EXTENSION_BITS = 18;
  private static final int EXTENSION_MASK = (1 << EXTENSION_BITS) - 1;

  private Arbitration() {}

  /** The arbitration field as the number its bits make; the smaller one wins. */
  static long field(CanFrame frame) {
    long remote =
        switch (frame) {
          case CanFrame.Remote _ -> 1;
          case CanFrame.Data _, CanFrame.Fd _ -> 0;
        };
    return switch (frame.id()) {
      // 11 bits, RTR, IDE dominant, and then control bits that no longer decide.
      case ArbitrationId.Standard(int id) -> field(id, remote, 0, 0);
      // 11 bits, SRR recessive, IDE recessive, 18 bits, RTR.
      case ArbitrationId.Extended(int id) ->
          field(id >>> EXTENSION_BITS, 1, 1, (long) (id & EXTENSION_MASK) << 1 | remote);
    };
  }

  private static long field(long base, long substitute, long extended, long rest) {
    return (base << 2 | substitute << 1 | extended) << (EXTENSION_BITS + 1) | rest;
  }
}
