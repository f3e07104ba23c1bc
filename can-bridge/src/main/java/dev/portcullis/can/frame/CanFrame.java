package dev.portcullis.can.frame;

import dev.portcullis.crypto.Bytes;

/**
 * One frame as it is on the bus: immutable, with an id and a payload whose length is one the bus
 * can carry. A codec that reads untrusted bytes measures them first; a wrong length here is a fault
 * of the program.
 */
public sealed interface CanFrame {

  /** The id it is arbitrated by. */
  ArbitrationId id();

  /** The data bytes; none in a remote frame. */
  Bytes payload();

  /**
   * A classic data frame.
   *
   * @param payload 0 to 8 bytes
   */
  record Data(ArbitrationId id, Bytes payload) implements CanFrame {

    /** Checks the length. */
    public Data {
      if (payload.size() > Dlc.MAX_CLASSIC_LENGTH) {
        throw new IllegalArgumentException("a classic frame of " + payload.size() + " bytes");
      }
    }

    @Override
    public String toString() {
      return id + "#" + payload.hex();
    }
  }

  /**
   * A classic remote frame: asks for data and carries none.
   *
   * @param dlc 0 to 8, the length of the data asked for
   */
  record Remote(ArbitrationId id, int dlc) implements CanFrame {

    /** Checks the code. */
    public Remote {
      if (dlc < 0 || dlc > Dlc.MAX_CLASSIC_LENGTH) {
        throw new IllegalArgumentException("a remote frame of code " + dlc);
      }
    }

    @Override
    public Bytes payload() {
      return Bytes.empty();
    }

    @Override
    public String toString() {
      return id + "#R" + dlc;
    }
  }

  /** Whether an FD frame's data phase runs at the higher bit rate. */
  enum BitRateSwitch {
    /** All of the frame at the nominal bit rate. */
    OFF,
    /** The data phase at the data bit rate (BRS recessive). */
    ON
  }

  /**
   * A CAN FD data frame.
   *
   * @param payload 0 to 8, 12, 16, 20, 24, 32, 48 or 64 bytes
   */
  record Fd(ArbitrationId id, Bytes payload, BitRateSwitch bitRateSwitch) implements CanFrame {

    /** Checks the length. */
    public Fd {
      if (Dlc.fdCode(payload.size()).isEmpty()) {
        throw new IllegalArgumentException("no FD frame has " + payload.size() + " bytes");
      }
    }

    @Override
    public String toString() {
      return id + "##" + payload.hex();
    }
  }
}
