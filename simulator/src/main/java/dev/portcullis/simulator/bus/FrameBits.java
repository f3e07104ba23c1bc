package dev.portcullis.simulator.bus;

import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.crypto.Bytes;

/**
 * How many bits a classic frame takes on the wire, stuff bits included: the frame is gone through
 * bit by bit with its CRC (ISO 11898-1, 10.4 and 10.5), so the count is exact and not an estimate.
 */
public final class FrameBits {

  private static final int CRC_BITS = 15;
  private static final int CRC_POLYNOMIAL = 0x4599;
  private static final int CRC_MASK = (1 << CRC_BITS) - 1;

  /** After five equal bits comes one of the other kind. */
  private static final int STUFF_RUN = 5;

  /** CRC delimiter, acknowledge slot and delimiter, end of frame, and the pause between frames. */
  private static final int UNSTUFFED_BITS = 1 + 1 + 1 + 7 + 3;

  private int length;
  private int crc;
  private int run;
  private int last = 1;

  private FrameBits() {}

  /** The bits from the start of {@code frame} until the next one may start. */
  public static int of(CanFrame frame) {
    var wire = new FrameBits();
    wire.append(0, 1);
    wire.appendArbitration(frame);
    wire.append(lengthCode(frame), 4);
    Bytes payload = frame.payload();
    for (int i = 0; i < payload.size(); i++) {
      wire.append(payload.at(i), Byte.SIZE);
    }
    wire.append(wire.crc, CRC_BITS);
    return wire.length + UNSTUFFED_BITS;
  }

  private void appendArbitration(CanFrame frame) {
    int remote =
        switch (frame) {
          case CanFrame.Remote _ -> 1;
          case CanFrame.Data _, CanFrame.Fd _ -> 0;
        };
    switch (frame.id()) {
      case ArbitrationId.Standard(int id) -> {
        append(id, 11);
        append(remote, 1);
        append(0b00, 2);
      }
      case ArbitrationId.Extended(int id) -> {
        append(id >>> 18, 11);
        append(0b11, 2);
        append(id, 18);
        append(remote, 1);
        append(0b00, 2);
      }
    }
  }

  private static int lengthCode(CanFrame frame) {
    return switch (frame) {
      case CanFrame.Remote remote -> remote.dlc();
      case CanFrame.Data data -> data.payload().size();
      case CanFrame.Fd _ -> throw new IllegalArgumentException("an FD frame on a classic bus");
    };
  }

  private void append(int value, int count) {
    for (int shift = count - 1; shift >= 0; shift--) {
      append(value >>> shift & 1);
    }
  }

  private void append(int bit) {
    int feedback = bit ^ (crc >>> (CRC_BITS - 1));
    crc = ((crc << 1) & CRC_MASK) ^ (-feedback & CRC_POLYNOMIAL);
    length++;
    run = bit == last ? run + 1 : 1;
    last = bit;
    if (run == STUFF_RUN) {
      // The stuffed bit is of the other kind and begins a run itself.
      length++;
      last = 1 - bit;
      run = 1;
    }
  }
}
