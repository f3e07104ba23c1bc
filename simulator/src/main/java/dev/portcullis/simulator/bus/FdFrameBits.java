package dev.portcullis.simulator.bus;

import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.CanFrame.BitRateSwitch;
import dev.portcullis.can.frame.Dlc;
import dev.portcullis.crypto.Bytes;
import java.time.Duration;

/**
 * How many bits a CAN FD frame takes on the wire, in its nominal and in its data phase (ISO
 * 11898-1:2015, 10.4 and 10.5). Up to the end of the data a bit is stuffed after five equal ones;
 * from there on one lies before every fourth bit, whatever they are: so the CRC's value does not
 * matter, and the count is exact.
 *
 * @param nominal those at the nominal bit rate, the pause before the next frame included
 * @param data those from the error state indicator to the end of the CRC
 */
record FdFrameBits(int nominal, int data) {

  private static final int STUFF_RUN = 5;
  private static final int STUFF_COUNT_BITS = 4;
  private static final int SHORT_CRC = 17;
  private static final int LONG_CRC = 21;
  private static final int MOST_FOR_SHORT_CRC = 16;

  /** CRC delimiter, acknowledge slot and delimiter, end of frame, and the pause between frames. */
  private static final int END_BITS = 1 + 1 + 1 + 7 + 3;

  /** Lays the bits of one frame in a row, and counts what is stuffed where. */
  private static final class Row {
    private int sent;
    private int stuffed;
    private int run;
    private int last = 1;

    void append(int value, int count) {
      for (int shift = count - 1; shift >= 0; shift--) {
        append(value >>> shift & 1);
      }
    }

    private void append(int bit) {
      if (run == STUFF_RUN) {
        // The stuffed bit is of the other kind and begins a run itself.
        stuffed++;
        last = 1 - last;
        run = 1;
      }
      run = bit == last ? run + 1 : 1;
      last = bit;
      sent++;
    }

    int length() {
      return sent + stuffed;
    }
  }

  static FdFrameBits of(CanFrame.Fd frame) {
    var row = new Row();
    row.append(0, 1);
    switch (frame.id()) {
      // 11 bits; RRS and IDE dominant.
      case ArbitrationId.Standard(int id) -> {
        row.append(id, 11);
        row.append(0b00, 2);
      }
      // 11 bits; SRR and IDE recessive; 18 bits; RRS dominant.
      case ArbitrationId.Extended(int id) -> {
        row.append(id >>> 18, 11);
        row.append(0b11, 2);
        row.append(id, 18);
        row.append(0, 1);
      }
    }
    // FDF recessive, res dominant, BRS.
    row.append(0b10, 2);
    row.append(frame.bitRateSwitch() == BitRateSwitch.ON ? 1 : 0, 1);
    int nominal = row.length();
    row.append(0, 1);
    row.append(Dlc.fdCode(frame.payload().size()).orElseThrow(), 4);
    Bytes payload = frame.payload();
    for (int i = 0; i < payload.size(); i++) {
      row.append(payload.at(i), Byte.SIZE);
    }
    int checked = STUFF_COUNT_BITS + (payload.size() <= MOST_FOR_SHORT_CRC ? SHORT_CRC : LONG_CRC);
    int data = row.length() - nominal + checked + Math.ceilDiv(checked, 4);
    return new FdFrameBits(nominal + END_BITS, data);
  }

  /** How long {@code frame} takes: its data phase at {@code dataRate}, where it switches. */
  static Duration timeOf(CanFrame.Fd frame, BitRate bitRate, BitRate dataRate) {
    var bits = of(frame);
    return switch (frame.bitRateSwitch()) {
      case OFF -> bitRate.timeOf(bits.nominal() + bits.data());
      case ON -> bitRate.timeOf(bits.nominal()).plus(dataRate.timeOf(bits.data()));
    };
  }
}
