package dev.portcullis.agent.fresh;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Linux's {@code CLOCK_BOOTTIME} (clock_gettime(2)), through the foreign function interface: the
 * JDK's own {@code nanoTime} stands still in suspend, so a command would outlive a night in the
 * garage. Each thread has a buffer of its own for the answer.
 */
@SuppressWarnings("restricted")
public final class BoottimeClock implements BootClock {

  private static final int CLOCK_BOOTTIME = 7;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final MethodHandle clockGettime;
  private final ThreadLocal<MemorySegment> buffer =
      ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(16, 8));

  /**
   * Finds the C library's function.
   *
   * @throws IllegalStateException on a system without {@code CLOCK_BOOTTIME}
   */
  public BoottimeClock() {
    var linker = Linker.nativeLinker();
    var symbol =
        linker
            .defaultLookup()
            .find("clock_gettime")
            .orElseThrow(() -> new IllegalStateException("the C library has no clock_gettime"));
    clockGettime =
        linker.downcallHandle(
            symbol,
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    long first = nanos();
    if (first <= 0) {
      throw new IllegalStateException("CLOCK_BOOTTIME reads " + first);
    }
  }

  @Override
  public long nanos() {
    var time = buffer.get();
    try {
      int result = (int) clockGettime.invokeExact(CLOCK_BOOTTIME, time);
      if (result != 0) {
        throw new IllegalStateException("clock_gettime(CLOCK_BOOTTIME) answered " + result);
      }
    } catch (RuntimeException | Error fault) {
      throw fault;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
    return time.get(ValueLayout.JAVA_LONG, 0) * NANOS_PER_SECOND
        + time.get(ValueLayout.JAVA_LONG, 8);
  }
}
