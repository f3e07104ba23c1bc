package dev.portcullis.can.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.portcullis.crypto.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** What a test does with CAN interfaces beside the port it tests: makes them, and writes raw. */
public final class LinuxCan {

  // A test that waits leaves the processor to what it waits for.
  private static final long A_MOMENT = 1_000_000;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private LinuxCan() {}

  static InterfaceName name(String text) {
    return InterfaceName.parse(text).orElseThrow();
  }

  /** Skips what needs a kernel with CAN where there is none; {@link OnLinux} takes no skip. */
  public static void assumeThere() {
    assumeTrue(SocketCanPorts.exists(name("vxcan0")), "no CAN here: KernelUnderQemuTest runs this");
  }

  /** {@code ip link} with these words. */
  public static void ipLink(String... words) {
    Stream<String> command = Stream.concat(Stream.of("ip", "link"), Stream.of(words));
    assertEquals("", output(command.toList()), String.join(" ", words));
  }

  /** Runs a program to its end, which must be good; all it said. */
  static String output(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), said);
      return said;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A socket without any of the port's care. */
  static final class Raw implements AutoCloseable {

    private final CanSocket socket = new CanSocket(CanSocket.create());

    Raw(String name, Option... options) {
      for (Option option : options) {
        assertEquals(0, socket.set(option.option(), option.value().toArray()));
      }
      assertEquals(
          0, socket.set(SocketOption.RECEIVE_TIMEOUT, KernelStructs.time(Duration.ofMillis(300))));
      assertEquals(0, socket.bind(KernelStructs.address(CanSocket.indexOf(name(name)))));
    }

    /** An option to set before the socket has an address. */
    record Option(SocketOption option, Bytes value) {}

    void write(String hex) {
      byte[] bytes = Bytes.fromHex(hex).toArray();
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      int sent = socket.send(bytes, bytes.length);
      while (sent == -Errno.ENOBUFS && System.nanoTime() < deadline) {
        LockSupport.parkNanos(A_MOMENT);
        sent = socket.send(bytes, bytes.length);
      }
      assertEquals(bytes.length, sent);
    }

    /** The next message, in hexadecimal; empty where none comes soon. */
    String read() {
      var bytes = new byte[CanSocket.RECEIVE_BYTES];
      int count = socket.receive(bytes);
      return count < 0 ? "" : Bytes.copyOf(bytes, 0, count).hex();
    }

    int flags() {
      return socket.flags();
    }

    int overflows() {
      return socket.overflows();
    }

    @Override
    public void close() {
      socket.close();
    }
  }
}
