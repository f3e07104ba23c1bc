package dev.portcullis.can.testing;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.portcullis.crypto.Bytes;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The device end of a serial line: a pseudo-terminal whose other end {@link #path} opens like a
 * serial device. Linux only.
 */
@SuppressWarnings("restricted")
public final class PseudoTerminal implements AutoCloseable {

  private static final int READ_WRITE_NO_CONTROL = 0x102;
  private static final int WITHOUT_WAITING = 0x800;
  private static final int TERMIOS_BYTES = 256;
  private static final long SET_LINE_DISCIPLINE = 0x5423;
  private static final int SLCAN_DISCIPLINE = 17;
  private static final long INTERFACE_NAME = 0x8910;
  private static final int NAME_BYTES = 128;

  private static final MethodHandle OPENPT = function("posix_openpt", JAVA_INT, JAVA_INT);
  private static final MethodHandle GRANTPT = function("grantpt", JAVA_INT, JAVA_INT);
  private static final MethodHandle UNLOCKPT = function("unlockpt", JAVA_INT, JAVA_INT);
  private static final MethodHandle PTSNAME =
      function("ptsname_r", JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle TCGETATTR = function("tcgetattr", JAVA_INT, JAVA_INT, ADDRESS);
  private static final MethodHandle TCSETATTR =
      function("tcsetattr", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
  private static final MethodHandle CFMAKERAW =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().find("cfmakeraw").orElseThrow(),
              FunctionDescriptor.ofVoid(ADDRESS));
  private static final MethodHandle OPEN =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().find("open").orElseThrow(),
              FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
              Linker.Option.firstVariadicArg(2));
  private static final MethodHandle IOCTL =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().find("ioctl").orElseThrow(),
              FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
              Linker.Option.firstVariadicArg(2));
  private static final MethodHandle READ =
      function("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle WRITE =
      function("write", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle CLOSE = function("close", JAVA_INT, JAVA_INT);

  private final int master;
  private final int slave;
  private final String path;

  /** Opens a raw one. Its own slave descriptor keeps it alive while nobody else has it open. */
  public PseudoTerminal() {
    try (var arena = Arena.ofConfined()) {
      master = check((int) OPENPT.invokeExact(READ_WRITE_NO_CONTROL | WITHOUT_WAITING));
      mustWork((int) GRANTPT.invokeExact(master));
      mustWork((int) UNLOCKPT.invokeExact(master));
      MemorySegment name = arena.allocate(NAME_BYTES);
      mustWork((int) PTSNAME.invokeExact(master, name, (long) NAME_BYTES));
      path = name.getString(0);
      slave = check((int) OPEN.invokeExact(name, READ_WRITE_NO_CONTROL));
      MemorySegment termios = arena.allocate(TERMIOS_BYTES);
      mustWork((int) TCGETATTR.invokeExact(slave, termios));
      CFMAKERAW.invokeExact(termios);
      mustWork((int) TCSETATTR.invokeExact(slave, 0, termios));
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** The path of the end that is opened like a serial device. */
  public String path() {
    return path;
  }

  /**
   * The kernel makes the other end a CAN interface, and talks SLCAN to this one.
   *
   * @return the interface's name
   */
  public String becomeSlcanInterface() {
    try (var arena = Arena.ofConfined()) {
      MemorySegment discipline = arena.allocateFrom(JAVA_INT, SLCAN_DISCIPLINE);
      mustWork((int) IOCTL.invokeExact(slave, SET_LINE_DISCIPLINE, discipline));
      MemorySegment name = arena.allocate(NAME_BYTES);
      mustWork((int) IOCTL.invokeExact(slave, INTERFACE_NAME, name));
      return name.getString(0);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** The bytes that have come from the other end so far; empty where none have. */
  public Bytes read() {
    try (var arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(4096);
      long count = (long) READ.invokeExact(master, buffer, 4096L);
      return count <= 0
          ? Bytes.empty()
          : Bytes.of(buffer.asSlice(0, count).toArray(ValueLayout.JAVA_BYTE));
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends bytes to the other end. */
  public void write(Bytes bytes) {
    try (var arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes.toArray());
      mustWork((int) (long) WRITE.invokeExact(master, buffer, (long) bytes.size()));
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** The device vanishes: the other end gets errors from now on. */
  @Override
  public void close() {
    try {
      mustWork((int) CLOSE.invokeExact(slave));
      mustWork((int) CLOSE.invokeExact(master));
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static int check(int result) {
    mustWork(result);
    return result;
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
