package dev.portcullis.can.port;

import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.frame.ErrorFrame;
import dev.portcullis.can.frame.SocketCanCodec;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The small structures that calls of Linux take, as bytes in the order of the machine, and the
 * offsets in those they answer with. For 64-bit machines, where {@code long} has 8 bytes.
 */
final class KernelStructs {

  /** {@code struct sockaddr_can} of {@code linux/can.h}. */
  static final int ADDRESS_BYTES = 24;

  /** {@code struct can_filter}. */
  static final int FILTER_BYTES = 8;

  /** {@code struct ifreq} of {@code linux/if.h}: a name, then what was asked for. */
  static final int INTERFACE_REQUEST_BYTES = 40;

  static final int INTERFACE_REQUEST_VALUE = 16;

  /** {@code struct iovec}: base and length. */
  static final int IOVEC_BYTES = 16;

  static final int IOVEC_LENGTH = 8;

  /** {@code struct msghdr} of {@code bits/socket.h}. */
  static final int MESSAGE_BYTES = 56;

  static final int MESSAGE_IOVEC = 16;
  static final int MESSAGE_IOVEC_COUNT = 24;
  static final int MESSAGE_CONTROL = 32;
  static final int MESSAGE_CONTROL_LENGTH = 40;
  static final int MESSAGE_FLAGS = 48;

  /** {@code struct cmsghdr} and what stands behind it: length, level, type, data. */
  static final int CONTROL_BYTES = 64;

  static final int CONTROL_LEVEL = 8;
  static final int CONTROL_TYPE = 12;
  static final int CONTROL_DATA = 16;

  private static final short FAMILY_CAN = 29;
  private static final int ADDRESS_INDEX = 4;
  private static final int FILTER_MASK = 4;
  private static final int MICROS = 8;
  private static final int NANOS_PER_MICRO = 1000;
  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);

  private KernelStructs() {}

  private static VarHandle view(Class<?> type) {
    return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.nativeOrder());
  }

  /** The address of one CAN interface. Index 0 would be all of them at once. */
  static byte[] address(int index) {
    var address = new byte[ADDRESS_BYTES];
    SHORT.set(address, 0, FAMILY_CAN);
    INT.set(address, ADDRESS_INDEX, index);
    return address;
  }

  static byte[] number(int value) {
    var number = new byte[Integer.BYTES];
    INT.set(number, 0, value);
    return number;
  }

  /** {@code struct timeval}. */
  static byte[] time(Duration duration) {
    var time = new byte[2 * Long.BYTES];
    LONG.set(time, 0, duration.toSeconds());
    LONG.set(time, MICROS, (long) duration.toNanosPart() / NANOS_PER_MICRO);
    return time;
  }

  static byte[] interfaceRequest(InterfaceName name) {
    var request = new byte[INTERFACE_REQUEST_BYTES];
    byte[] text = name.toString().getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(text, 0, request, 0, text.length);
    return request;
  }

  /**
   * An array of {@code struct can_filter}. The format and the remote flag are part of each mask: a
   * filter for 123 with the mask 7FF alone also takes extended frames that end in it.
   */
  static byte[] filters(Reception reception) {
    return switch (reception) {
      case Reception.Everything _ -> new byte[FILTER_BYTES];
      case Reception.Only(var ids) -> {
        var filters = new byte[ids.size() * FILTER_BYTES];
        int at = 0;
        for (ArbitrationId id : ids) {
          INT.set(filters, at, SocketCanCodec.flagged(id));
          INT.set(filters, at + FILTER_MASK, mask(id));
          at += FILTER_BYTES;
        }
        yield filters;
      }
    };
  }

  private static int mask(ArbitrationId id) {
    int number =
        switch (id) {
          case ArbitrationId.Standard _ -> ArbitrationId.Standard.MAX;
          case ArbitrationId.Extended _ -> ArbitrationId.Extended.MAX;
        };
    return number | SocketCanCodec.EXTENDED_FLAG | SocketCanCodec.REMOTE_FLAG;
  }

  /**
   * The error frames that change what we may believe, and those that count errors on the bus. Of
   * the latter most drivers make none until the interface is set to {@code berr-reporting on}. Who
   * lost an arbitration is no error.
   */
  static byte[] errorFilter() {
    return number(
        ErrorFrame.CONTROLLER
            | ErrorFrame.BUS_OFF
            | ErrorFrame.RESTARTED
            | ErrorFrame.PROTOCOL
            | ErrorFrame.UNACKNOWLEDGED
            | ErrorFrame.BUS_ERROR);
  }
}
