package dev.portcullis.can.testing;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.portcullis.crypto.Bytes;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Two sockets of this host that keep messages apart, as a CAN socket does: one for the port under
 * test, and the other end. Linux only.
 */
@SuppressWarnings("restricted")
public final class SocketPair implements AutoCloseable {

  private static final int FAMILY_UNIX = 1;
  private static final int SEQUENCED_PACKETS = 5;
  private static final int WITHOUT_WAITING = 0x40;
  private static final int SOCKET_LEVEL = 1;
  private static final int RECEIVE_TIMEOUT = 20;
  private static final int MOST = 4096;

  private static final MethodHandle SOCKETPAIR =
      function("socketpair", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
  private static final MethodHandle SETSOCKOPT =
      function("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle RECV =
      function("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle SEND =
      function("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle CLOSE = function("close", JAVA_INT, JAVA_INT);

  private final int portEnd;
  private final int otherEnd;

  /** Opens both. A read of the port's end waits a tenth of a second, as a port sets it. */
  public SocketPair() {
    try (var arena = Arena.ofConfined()) {
      MemorySegment ends = arena.allocate(JAVA_INT, 2);
      mustWork((int) SOCKETPAIR.invokeExact(FAMILY_UNIX, SEQUENCED_PACKETS, 0, ends));
      portEnd = ends.getAtIndex(JAVA_INT, 0);
      otherEnd = ends.getAtIndex(JAVA_INT, 1);
      MemorySegment tenth = arena.allocate(JAVA_LONG, 2);
      tenth.setAtIndex(JAVA_LONG, 1, 100_000);
      mustWork(
          (int)
              SETSOCKOPT.invokeExact(
                  portEnd, SOCKET_LEVEL, RECEIVE_TIMEOUT, tenth, (int) tenth.byteSize()));
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** The descriptor for the port, which closes it. */
  public int portEnd() {
    return portEnd;
  }

  /** The next message from the port; empty where none has come. */
  public Bytes read() {
    try (var arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(MOST);
      long count = (long) RECV.invokeExact(otherEnd, buffer, (long) MOST, WITHOUT_WAITING);
      return count <= 0 ? Bytes.empty() : Bytes.of(buffer.asSlice(0, count).toArray(JAVA_BYTE));
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends one message to the port. */
  public void write(Bytes message) {
    try (var arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocateFrom(JAVA_BYTE, message.toArray());
      mustWork((int) (long) SEND.invokeExact(otherEnd, buffer, (long) message.size(), 0));
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** The port's peer goes away. */
  @Override
  public void close() {
    try {
      mustWork((int) CLOSE.invokeExact(otherEnd));
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static void mustWork(int result) {
    if (result < 0) {
      throw new IllegalStateException("a call of the operating system failed");
    }
  }

  private static MethodHandle function(
      String name, MemoryLayout result, MemoryLayout... arguments) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().find(name).orElseThrow(), FunctionDescriptor.of(result, arguments));
  }
}
