package dev.portcullis.can.frame;

import java.util.List;
import java.util.Optional;

/**
 * One line of the serial CAN protocol (LAWICEL CAN232 manual, with the FD letters d, D, b and B
 * that today's adapters share), in either direction.
 */
public sealed interface SlcanLine {

  /** A frame: to be sent, or received from the bus. Letters t, T, r, R, d, D, b, B. */
  record Frame(CanFrame frame) implements SlcanLine {}

  /**
   * Sets the bit rate of the closed channel, {@code S0} to {@code S8}.
   *
   * @param code 0 to 8; 6 is 500 kbit/s
   */
  record BitRate(int code) implements SlcanLine {

    /** 500 kbit/s. */
    public static final BitRate KBIT_500 = new BitRate(6);

    private static final List<Integer> KBITS = List.of(10, 20, 50, 100, 125, 250, 500, 800, 1000);

    /** Checks the range. */
    public BitRate {
      if (code < 0 || code > 8) {
        throw new IllegalArgumentException("a bit rate code of 0 to 8, not " + code);
      }
    }

    /** The rates there are, in kbit/s, slowest first. */
    public static List<Integer> kbits() {
      return KBITS;
    }

    /** The rate of {@code kbit} kbit/s, if SLCAN has a code for it. */
    public static Optional<BitRate> ofKbit(long kbit) {
      int code = KBITS.indexOf((int) kbit);
      return code < 0 || kbit != KBITS.get(code)
          ? Optional.empty()
          : Optional.of(new BitRate(code));
    }
  }

  /**
   * Sets the bit rate of the data phase of CAN FD on the closed channel, {@code Y2} or {@code Y5}:
   * the two that the firmware of CANable 2.0 has, and its kin takes.
   *
   * @param code 2 or 5, in Mbit/s
   */
  record DataRate(int code) implements SlcanLine {

    private static final List<Integer> MBITS = List.of(2, 5);

    /** 2 Mbit/s. */
    public static final DataRate MBIT_2 = new DataRate(2);

    /** Checks that there is such a rate. */
    public DataRate {
      if (!MBITS.contains(code)) {
        throw new IllegalArgumentException("a data rate code of 2 or 5, not " + code);
      }
    }

    /** The rates there are, in Mbit/s, slowest first. */
    public static List<Integer> mbits() {
      return MBITS;
    }

    /** The rate of {@code mbit} Mbit/s, if SLCAN has a code for it. */
    public static Optional<DataRate> ofMbit(int mbit) {
      return MBITS.contains(mbit) ? Optional.of(new DataRate(mbit)) : Optional.empty();
    }
  }

  /**
   * Adapter to host: its status flags, {@code F} and two digits. LAWICEL (CAN232 manual, version 3)
   * names them after the interrupts of its SJA1000, which is not how others fill them:
   *
   * <pre>
   * bit  LAWICEL                      USBtin                canable2-fw and kin
   * 0    receive queue full           -                     } frames were lost in one of
   * 1    transmit queue full          -                     } the adapter's queues
   * 2    error or bus status changed  over 95 errors        over 95 errors
   * 3    data overrun                 receive overrun       frame lost in the driver
   * 4    not used                     -                     bus-off, in some
   * 5    error passive changed        error passive         error passive
   * 6    arbitration lost             -                     -
   * 7    an error on the bus          bus-off               an error counter rose
   * </pre>
   *
   * USBtin says how things are; the others what has been since the last answer. Versions of
   * canable2-fw disagree on which queue bit 0 and bit 1 mean.
   *
   * @param flags 0 to 255
   */
  record Status(int flags) implements SlcanLine {

    private static final int QUEUES_FULL = 0x01 | 0x02;
    private static final int WARNING = 0x04;
    private static final int OVERRUN = 0x08;
    private static final int OFF = 0x10;
    private static final int PASSIVE = 0x20;
    private static final int BUS_ERROR = 0x80;
    private static final int MOST = 0xFF;

    /** Checks the range. */
    public Status {
      if (flags < 0 || flags > MOST) {
        throw new IllegalArgumentException("flags of 0 to 255, not " + flags);
      }
    }

    /** Whether frames may have been lost in the adapter; never how many. */
    public boolean lostFrames() {
      return says(QUEUES_FULL | OVERRUN);
    }

    /** Whether there was an error on the bus; of some adapters, that they are off it. */
    public boolean saysBusError() {
      return says(BUS_ERROR);
    }

    /** What the flags alone say of the controller. */
    public BusCondition condition() {
      if (says(OFF)) {
        return BusCondition.OFF;
      }
      if (says(PASSIVE)) {
        return BusCondition.PASSIVE;
      }
      return says(WARNING) ? BusCondition.WARNING : BusCondition.ACTIVE;
    }

    private boolean says(int bits) {
      return (flags & bits) != 0;
    }
  }

  /** The lines without an argument, and what they are written as. */
  enum Plain implements SlcanLine {
    /** Host to adapter: open the channel. */
    OPEN("O"),
    /** Host to adapter: close the channel. */
    CLOSE("C"),
    /** Host to adapter: say your {@link Status}. Many adapters do not know it. */
    ASK_STATUS("F"),
    /** Adapter to host: done. An empty line; from a host it only flushes what was half sent. */
    OK(""),
    /** Adapter to host: a standard frame went into the transmit queue. */
    STANDARD_QUEUED("z"),
    /** Adapter to host: an extended frame went into the transmit queue. */
    EXTENDED_QUEUED("Z"),
    /**
     * Adapter to host: the command was refused. The one line that is a character, BEL, and has no
     * carriage return.
     */
    ERROR("\u0007");

    private final String text;

    Plain(String text) {
      this.text = text;
    }

    /** The characters before the carriage return. */
    String text() {
      return text;
    }
  }
}
