package dev.portcullis.simulator.serial;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.time.Duration;

/**
 * The calls of the C library a pseudo-terminal needs, with the constants of Linux. The only class
 * of this module that leaves the JVM. It knows descriptors and errno, nothing of lifetimes: {@link
 * PseudoTerminal} sees that no closed descriptor comes here.
 */
@SuppressWarnings("restricted")
final class Libc {

  private static final int O_RDWR = 0x2;
  private static final int O_NOCTTY = 0x100;
  private static final int O_NONBLOCK = 0x800;
  private static final int O_CLOEXEC = 0x80000;
  private static final int EINTR = 4;
  private static final int EAGAIN = 11;
  private static final short POLLIN = 1;
  private static final int TCSANOW = 0;
  private static final int TCIFLUSH = 0;
  private static final int PATH_LIMIT = 128;

  /** More than any Linux needs for its {@code struct termios}: 60 bytes with glibc. */
  private static final int TERMIOS_BYTES = 256;

  private static final StructLayout POLL =
      MemoryLayout.structLayout(
          JAVA_INT.withName("fd"), JAVA_SHORT.withName("events"), JAVA_SHORT.withName("revents"));
  private static final long POLL_EVENTS =
      POLL.byteOffset(MemoryLayout.PathElement.groupElement("events"));

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle POSIX_OPENPT =
      call("posix_openpt", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle GRANTPT =
      call("grantpt", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle UNLOCKPT =
      call("unlockpt", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle PTSNAME_R =
      call("ptsname_r", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG));
  private static final MethodHandle OPEN =
      call(
          "open",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle CLOSE =
      call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle TCGETATTR =
      call("tcgetattr", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
  private static final MethodHandle CFMAKERAW =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("cfmakeraw"), FunctionDescriptor.ofVoid(ADDRESS));
  private static final MethodHandle TCSETATTR =
      call("tcsetattr", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
  private static final MethodHandle TCFLUSH =
      call("tcflush", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle TCFLOW =
      call("tcflow", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle POLL_CALL =
      call("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
  private static final MethodHandle READ =
      call("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
  private static final MethodHandle WRITE =
      call("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));

  private Libc() {}

  /** Whether the other side may send: XOFF and XON of a serial line. */
  enum Flow {
    STOPPED(0),
    RUNNING(1);

    private final int action;

    Flow(int action) {
      this.action = action;
    }
  }

  /** Opens the master of a new pseudo-terminal, not blocking, and unlocks its slave. */
  static int openMaster() throws IOException {
    return inCall((arena, state) -> {
      int master =
          (int) POSIX_OPENPT.invokeExact(state, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
      check("posix_openpt", master, state);
      check("grantpt", (int) GRANTPT.invokeExact(state, master), state);
      check("unlockpt", (int) UNLOCKPT.invokeExact(state, master), state);
      return master;
    });
  }

  /** The path of the slave of {@code master}. */
  static String slavePath(int master) throws IOException {
    return inCall((arena, state) -> {
      var path = arena.allocate(PATH_LIMIT);
      int error = (int) PTSNAME_R.invokeExact(state, master, path, (long) PATH_LIMIT);
      // The one call here that answers with the error's number instead of setting errno.
      if (error != 0) {
        throw new IOException("ptsname_r failed with error " + error);
      }
      return path.getString(0);
    });
  }

  /** Opens a terminal for keeping, without making it the controlling one. */
  static int open(String path) throws IOException {
    return inCall((arena, state) -> {
      int flags = O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC;
      int terminal = (int) OPEN.invokeExact(state, arena.allocateFrom(path), flags);
      check("open", terminal, state);
      return terminal;
    });
  }

  /** Sets a terminal to pass every byte as it is: no echo, no lines, no signals. */
  static void makeRaw(int terminal) throws IOException {
    var _ =
        inCall((arena, state) -> {
          var settings = arena.allocate(TERMIOS_BYTES, Long.BYTES);
          check("tcgetattr", (int) TCGETATTR.invokeExact(state, terminal, settings), state);
          CFMAKERAW.invokeExact(settings);
          int result = (int) TCSETATTR.invokeExact(state, terminal, TCSANOW, settings);
          check("tcsetattr", result, state);
          return result;
        });
  }

  /** Throws away what has arrived at {@code terminal} and was not read. */
  static void discardArrived(int terminal) throws IOException {
    var _ =
        inCall((arena, state) -> {
          int result = (int) TCFLUSH.invokeExact(state, terminal, TCIFLUSH);
          check("tcflush", result, state);
          return result;
        });
  }

  /** Stops or restarts what is written to {@code terminal}. */
  static void setFlow(int terminal, Flow flow) throws IOException {
    var _ =
        inCall((arena, state) -> {
          int result = (int) TCFLOW.invokeExact(state, terminal, flow.action);
          check("tcflow", result, state);
          return result;
        });
  }

  /**
   * Reads what is there, waiting at most {@code timeout}.
   *
   * @return at most {@code limit} bytes; none if none came in time
   */
  static byte[] read(int descriptor, int limit, Duration timeout) throws IOException {
    return inCall((arena, state) -> {
      var poll = arena.allocate(POLL);
      poll.set(JAVA_INT, 0, descriptor);
      poll.set(JAVA_SHORT, POLL_EVENTS, POLLIN);
      int ready = (int) POLL_CALL.invokeExact(state, poll, 1L, Math.toIntExact(timeout.toMillis()));
      if (ready == 0 || (ready < 0 && errno(state) == EINTR)) {
        return new byte[0];
      }
      check("poll", ready, state);
      var buffer = arena.allocate(limit);
      long count = (long) READ.invokeExact(state, descriptor, buffer, (long) limit);
      long read = transferred("read", count, state);
      return buffer.asSlice(0, read).toArray(JAVA_BYTE);
    });
  }

  /**
   * Writes what fits without waiting.
   *
   * @return how many bytes of {@code bytes} were taken, from its start
   */
  static int write(int descriptor, byte[] bytes) throws IOException {
    return inCall((arena, state) -> {
      long count =
          (long)
              WRITE.invokeExact(
                  state, descriptor, arena.allocateFrom(JAVA_BYTE, bytes), (long) bytes.length);
      return Math.toIntExact(transferred("write", count, state));
    });
  }

  /**
   * Closes a descriptor. What the call answers does not matter: Linux has closed it in any case.
   */
  static void close(int descriptor) throws IOException {
    var _ = inCall((arena, state) -> (int) CLOSE.invokeExact(state, descriptor));
  }

  private static MethodHandle call(
      String name, FunctionDescriptor signature, Linker.Option... options) {
    var all = new Linker.Option[options.length + 1];
    System.arraycopy(options, 0, all, 0, options.length);
    all[options.length] = Linker.Option.captureCallState("errno");
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), signature, all);
  }

  private static long transferred(String name, long count, MemorySegment state) throws IOException {
    if (count >= 0) {
      return count;
    }
    return switch (errno(state)) {
      case EAGAIN, EINTR -> 0;
      default -> throw failed(name, state);
    };
  }

  private static void check(String name, int result, MemorySegment state) throws IOException {
    if (result < 0) {
      throw failed(name, state);
    }
  }

  private static IOException failed(String name, MemorySegment state) {
    return new IOException(name + " failed with errno " + errno(state));
  }

  private static int errno(MemorySegment state) {
    return (int) ERRNO.get(state, 0L);
  }

  /** One or more calls with their memory and the place where errno is kept. */
  private interface NativeCall<T> {
    T in(Arena arena, MemorySegment state) throws Throwable;
  }

  private static <T> T inCall(NativeCall<T> call) throws IOException {
    try (var arena = Arena.ofConfined()) {
      return call.in(arena, arena.allocate(CALL_STATE));
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("a call of the C library throws nothing of its own", e);
    }
  }
}
