package dev.portcullis.can.port;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.portcullis.can.frame.SocketCanCodec;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * A socket of the kernel, call for call: the one place of this module that leaves the JVM. Every
 * call answers with what it gives, not negative, or with the negative error number, as inside the
 * kernel. One thread may receive while another sends; nobody may call after {@link #close}, because
 * the number can then be another file's.
 */
@SuppressWarnings("restricted")
final class CanSocket {

  /** One more than the longest message has: one that is longer must not look like a frame. */
  static final int RECEIVE_BYTES = SocketCanCodec.FD_BYTES + 1;

  private static final int FAMILY_CAN = 29;
  private static final int RAW_CLOSED_ON_EXEC = 3 | 0x8_0000;
  private static final int PROTOCOL_RAW = 1;
  private static final int SIOCGIFMTU = 0x8921;

  /** MSG_DONTWAIT, and MSG_NOSIGNAL: a peer that is gone is an error and no signal. */
  private static final int SEND_FLAGS = 0x40 | 0x4000;

  private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
  private static final long ERRNO = STATE.byteOffset(PathElement.groupElement("errno"));

  private static final MethodHandle SOCKET =
      function("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle BIND = function("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle SETSOCKOPT =
      function("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle GETSOCKOPT =
      function("getsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle IOCTL =
      variadic("ioctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS), 2);
  private static final MethodHandle IF_NAMETOINDEX = function("if_nametoindex", JAVA_INT, ADDRESS);
  private static final MethodHandle RECVMSG =
      function("recvmsg", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle SEND =
      function("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle CLOSE = function("close", JAVA_INT, JAVA_INT);

  private final int descriptor;
  private final MemorySegment receiveState;
  private final MemorySegment received;
  private final MemorySegment control;
  private final MemorySegment message;
  private final MemorySegment sendState;
  private final MemorySegment sent;

  /** Takes over a socket that is open. */
  CanSocket(int descriptor) {
    this.descriptor = descriptor;
    Arena arena = Arena.ofAuto();
    receiveState = arena.allocate(STATE);
    received = arena.allocate(RECEIVE_BYTES, Long.BYTES);
    control = arena.allocate(KernelStructs.CONTROL_BYTES, Long.BYTES);
    message = arena.allocate(KernelStructs.MESSAGE_BYTES, Long.BYTES);
    sendState = arena.allocate(STATE);
    sent = arena.allocate(SocketCanCodec.FD_BYTES, Long.BYTES);
    MemorySegment buffers = arena.allocate(KernelStructs.IOVEC_BYTES, Long.BYTES);
    buffers.set(ADDRESS, 0, received);
    buffers.set(JAVA_LONG, KernelStructs.IOVEC_LENGTH, received.byteSize());
    message.set(ADDRESS, KernelStructs.MESSAGE_IOVEC, buffers);
    message.set(JAVA_LONG, KernelStructs.MESSAGE_IOVEC_COUNT, 1);
    message.set(ADDRESS, KernelStructs.MESSAGE_CONTROL, control);
  }

  /** A new raw CAN socket's descriptor, which {@link #CanSocket} takes over; it has no address. */
  static int create() {
    try (var arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      return result(
          (int) SOCKET.invokeExact(state, FAMILY_CAN, RAW_CLOSED_ON_EXEC, PROTOCOL_RAW), state);
    } catch (Throwable fault) {
      throw unexpected(fault);
    }
  }

  /** The index of the network interface with this name, or an error where there is none. */
  static int indexOf(InterfaceName name) {
    try (var arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      int index = (int) IF_NAMETOINDEX.invokeExact(state, arena.allocateFrom(name.toString()));
      return index == 0 ? -Errno.ENODEV : index;
    } catch (Throwable fault) {
      throw unexpected(fault);
    }
  }

  /** The most bytes one message through this interface has. */
  int mtu(InterfaceName name) {
    try (var arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      MemorySegment request = arena.allocateFrom(JAVA_BYTE, KernelStructs.interfaceRequest(name));
      int result =
          result((int) IOCTL.invokeExact(state, descriptor, (long) SIOCGIFMTU, request), state);
      return result < 0 ? result : request.get(JAVA_INT, KernelStructs.INTERFACE_REQUEST_VALUE);
    } catch (Throwable fault) {
      throw unexpected(fault);
    }
  }

  int set(SocketOption option, byte[] value) {
    try (var arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      MemorySegment given = arena.allocateFrom(JAVA_BYTE, value);
      return result(
          (int)
              SETSOCKOPT.invokeExact(
                  state, descriptor, option.level(), option.number(), given, value.length),
          state);
    } catch (Throwable fault) {
      throw unexpected(fault);
    }
  }

  int get(SocketOption option) {
    try (var arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      MemorySegment value = arena.allocate(JAVA_INT);
      MemorySegment length = arena.allocateFrom(JAVA_INT, Integer.BYTES);
      int result =
          result(
              (int)
                  GETSOCKOPT.invokeExact(
                      state, descriptor, option.level(), option.number(), value, length),
              state);
      return result < 0 ? result : value.get(JAVA_INT, 0);
    } catch (Throwable fault) {
      throw unexpected(fault);
    }
  }

  int bind(byte[] address) {
    try (var arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      MemorySegment given = arena.allocateFrom(JAVA_BYTE, address);
      return result((int) BIND.invokeExact(state, descriptor, given, address.length), state);
    } catch (Throwable fault) {
      throw unexpected(fault);
    }
  }

  /**
   * Waits for a message, as long as {@link SocketOption#RECEIVE_TIMEOUT} says, and copies it.
   *
   * @param into {@link #RECEIVE_BYTES} long
   * @return how many bytes; what else is known of the message, {@link #flags} and {@link
   *     #overflows} say until the next call
   */
  int receive(byte[] into) {
    message.set(JAVA_LONG, KernelStructs.MESSAGE_CONTROL_LENGTH, control.byteSize());
    int count;
    try {
      count =
          result((long) RECVMSG.invokeExact(receiveState, descriptor, message, 0), receiveState);
    } catch (Throwable fault) {
      throw unexpected(fault);
    }
    if (count > 0) {
      MemorySegment.copy(received, JAVA_BYTE, 0, into, 0, count);
    }
    return count;
  }

  /** The flags of the last message. */
  int flags() {
    return message.get(JAVA_INT, KernelStructs.MESSAGE_FLAGS);
  }

  /** How many messages had found no room when the last one came: 32 bits that wrap, 0 for none. */
  int overflows() {
    long length = message.get(JAVA_LONG, KernelStructs.MESSAGE_CONTROL_LENGTH);
    boolean told =
        length >= KernelStructs.CONTROL_DATA + Integer.BYTES
            && control.get(JAVA_INT, KernelStructs.CONTROL_LEVEL)
                == SocketOption.OVERFLOW_COUNTER.level()
            && control.get(JAVA_INT, KernelStructs.CONTROL_TYPE)
                == SocketOption.OVERFLOW_COUNTER.number();
    return told ? control.get(JAVA_INT, KernelStructs.CONTROL_DATA) : 0;
  }

  /** Sends the first {@code count} bytes as one message, without waiting for room. */
  int send(byte[] bytes, int count) {
    MemorySegment.copy(bytes, 0, sent, JAVA_BYTE, 0, count);
    try {
      return result(
          (long) SEND.invokeExact(sendState, descriptor, sent, (long) count, SEND_FLAGS),
          sendState);
    } catch (Throwable fault) {
      throw unexpected(fault);
    }
  }

  void close() {
    try (var arena = Arena.ofConfined()) {
      var _ = (int) CLOSE.invokeExact(arena.allocate(STATE), descriptor);
    } catch (Throwable fault) {
      throw unexpected(fault);
    }
  }

  private static int result(long result, MemorySegment state) {
    return result < 0 ? -state.get(JAVA_INT, ERRNO) : (int) result;
  }

  private static RuntimeException unexpected(Throwable fault) {
    return switch (fault) {
      case RuntimeException known -> known;
      case Error known -> throw known;
      case Throwable other -> new IllegalStateException(other);
    };
  }

  private static MethodHandle function(
      String name, MemoryLayout result, MemoryLayout... arguments) {
    return handle(
        name, FunctionDescriptor.of(result, arguments), Linker.Option.captureCallState("errno"));
  }

  private static MethodHandle variadic(String name, FunctionDescriptor descriptor, int fixed) {
    return handle(
        name,
        descriptor,
        Linker.Option.captureCallState("errno"),
        Linker.Option.firstVariadicArg(fixed));
  }

  private static MethodHandle handle(
      String name, FunctionDescriptor descriptor, Linker.Option... options) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().find(name).orElseThrow(), descriptor, options);
  }
}
