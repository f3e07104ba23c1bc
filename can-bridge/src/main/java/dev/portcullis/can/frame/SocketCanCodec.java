package dev.portcullis.can.frame;

import dev.portcullis.can.frame.ArbitrationId.Extended;
import dev.portcullis.can.frame.ArbitrationId.Standard;
import dev.portcullis.can.frame.CanFrame.BitRateSwitch;
import dev.portcullis.crypto.Bytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The structures {@code can_frame} and {@code canfd_frame} of the Linux kernel ({@code
 * linux/can.h}), in the byte order of the machine. Which of the two it is, the size says.
 *
 * <pre>
 * offset  0        4       5       6         8
 *         id       length  flags   reserved  data
 *         4 bytes  1       1 (FD)  2         8, or 64 in an FD frame
 * </pre>
 *
 * The format of an id is a flag beside its number, and the kernel does not compare the two: what is
 * written comes from a type that cannot have the wrong one, what is read is measured. Bytes behind
 * the length are whatever the sender's memory held, and are neither read nor written.
 */
public final class SocketCanCodec {

  /** The size of {@code struct can_frame}: CAN_MTU. */
  public static final int CLASSIC_BYTES = 16;

  /** The size of {@code struct canfd_frame}: CANFD_MTU, and the most there is to read. */
  public static final int FD_BYTES = 72;

  /** CAN_EFF_FLAG: the id has 29 bits. */
  public static final int EXTENDED_FLAG = 0x8000_0000;

  /** CAN_RTR_FLAG. */
  public static final int REMOTE_FLAG = 0x4000_0000;

  /** CAN_ERR_FLAG: no frame of the bus but a word of the driver. */
  public static final int ERROR_FLAG = 0x2000_0000;

  private static final int LENGTH = 4;
  private static final int FLAGS = 5;
  private static final int DATA = 8;
  private static final byte BIT_RATE_SWITCH = 0x01;
  private static final byte FD = 0x04;
  private static final int ERROR_LENGTH = 8;
  private static final int ERROR_CONTROLLER = DATA + 1;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());

  private SocketCanCodec() {}

  /**
   * Writes the structure that carries {@code frame}.
   *
   * @param into at least {@link #FD_BYTES} long
   * @return how many of its bytes the structure takes
   */
  public static int encode(CanFrame frame, byte[] into) {
    Bytes payload = frame.payload();
    int size =
        switch (frame) {
          case CanFrame.Data _, CanFrame.Remote _ -> CLASSIC_BYTES;
          case CanFrame.Fd _ -> FD_BYTES;
        };
    Arrays.fill(into, 0, size, (byte) 0);
    INT.set(into, 0, flagged(frame));
    into[LENGTH] =
        (byte)
            switch (frame) {
              case CanFrame.Remote remote -> remote.dlc();
              case CanFrame.Data _, CanFrame.Fd _ -> payload.size();
            };
    into[FLAGS] =
        switch (frame) {
          case CanFrame.Data _, CanFrame.Remote _ -> 0;
          case CanFrame.Fd(var _, var _, BitRateSwitch rate) ->
              rate == BitRateSwitch.ON ? FD | BIT_RATE_SWITCH : FD;
        };
    payload.copyTo(into, DATA);
    return size;
  }

  private static int flagged(CanFrame frame) {
    int id = flagged(frame.id());
    return switch (frame) {
      case CanFrame.Remote _ -> id | REMOTE_FLAG;
      case CanFrame.Data _, CanFrame.Fd _ -> id;
    };
  }

  /** The number of {@code id} with the flag of its format. */
  public static int flagged(ArbitrationId id) {
    return switch (id) {
      case Standard(int value) -> value;
      case Extended(int value) -> value | EXTENDED_FLAG;
    };
  }

  /** Reads the first {@code count} of {@code bytes}: all that one message of the socket held. */
  public static void decode(byte[] bytes, int count, SocketCanSink sink) {
    if (count != CLASSIC_BYTES && count != FD_BYTES) {
      sink.refused(SocketCanRefusal.WRONG_SIZE);
      return;
    }
    int id = (int) INT.get(bytes, 0);
    int length = bytes[LENGTH] & 0xff;
    if ((id & ERROR_FLAG) != 0) {
      error(bytes, id, length, sink);
    } else if ((id & EXTENDED_FLAG) == 0 && (id & Extended.MAX) > Standard.MAX) {
      sink.refused(SocketCanRefusal.ID_OUT_OF_RANGE);
    } else if (count == CLASSIC_BYTES) {
      classic(bytes, id, length, sink);
    } else {
      fd(bytes, id, length, sink);
    }
  }

  private static void error(byte[] bytes, int id, int length, SocketCanSink sink) {
    if (length == ERROR_LENGTH) {
      sink.error(new ErrorFrame(id & Extended.MAX, bytes[ERROR_CONTROLLER] & 0xff));
    } else {
      sink.refused(SocketCanRefusal.BAD_LENGTH);
    }
  }

  private static void classic(byte[] bytes, int id, int length, SocketCanSink sink) {
    if (length > Dlc.MAX_CLASSIC_LENGTH) {
      sink.refused(SocketCanRefusal.BAD_LENGTH);
    } else if ((id & REMOTE_FLAG) != 0) {
      sink.frame(new CanFrame.Remote(arbitrationId(id), length));
    } else {
      sink.frame(new CanFrame.Data(arbitrationId(id), payload(bytes, length)));
    }
  }

  private static void fd(byte[] bytes, int id, int length, SocketCanSink sink) {
    if ((id & REMOTE_FLAG) != 0) {
      sink.refused(SocketCanRefusal.REMOTE_FD_FRAME);
    } else if (Dlc.fdCode(length).isEmpty()) {
      sink.refused(SocketCanRefusal.BAD_LENGTH);
    } else {
      boolean switched = (bytes[FLAGS] & BIT_RATE_SWITCH) != 0;
      sink.frame(
          new CanFrame.Fd(
              arbitrationId(id),
              payload(bytes, length),
              switched ? BitRateSwitch.ON : BitRateSwitch.OFF));
    }
  }

  private static ArbitrationId arbitrationId(int id) {
    int value = id & Extended.MAX;
    return (id & EXTENDED_FLAG) != 0 ? new Extended(value) : new Standard(value);
  }

  private static Bytes payload(byte[] bytes, int length) {
    return Bytes.copyOf(bytes, DATA, DATA + length);
  }
}
