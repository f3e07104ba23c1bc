package dev.portcullis.simulator.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PseudoTerminalTest {

  // A test that waits leaves the processor to what it waits for.
  private static final long A_MOMENT = 1_000_000;

  private static final Duration BRIEFLY = Duration.ofMillis(1);
  private static final Duration AMPLE = Duration.ofMillis(100);

  @Test
  void carriesEveryByteValueUnchangedInBothDirections() throws IOException {
    var all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    try (var terminal = PseudoTerminal.open();
        var out = new FileOutputStream(terminal.slavePath().toFile());
        var in = new FileInputStream(terminal.slavePath().toFile())) {
      out.write(all);
      var read = Bytes.empty();
      while (read.size() < all.length) {
        read = Bytes.concat(read, terminal.read(AMPLE));
      }
      assertEquals(Bytes.of(all), read);
      assertEquals(all.length, terminal.write(Bytes.of(all)));
      assertEquals(Bytes.of(all), Bytes.of(in.readNBytes(all.length)));
    }
  }

  @Test
  void readsNothingWhenNothingComes() throws IOException {
    try (var terminal = PseudoTerminal.open()) {
      assertTrue(terminal.read(BRIEFLY).isEmpty());
    }
  }

  @Test
  void goesOnWhenTheProgramClosesAndOpensItsSideAgain() throws IOException {
    try (var terminal = PseudoTerminal.open()) {
      for (int turn = 0; turn < 3; turn++) {
        try (var slave = new RandomAccessFile(terminal.slavePath().toFile(), "rw")) {
          slave.write(turn);
        }
        assertEquals(Bytes.of((byte) turn), terminal.read(AMPLE));
        assertTrue(terminal.read(BRIEFLY).isEmpty());
      }
    }
  }

  @Test
  void takesOnlyWhatFitsWhenNobodyReads() throws IOException {
    var block = Bytes.of(new byte[4096]);
    try (var terminal = PseudoTerminal.open()) {
      int written = 0;
      while (terminal.write(block) == block.size()) {
        written += block.size();
        assertTrue(written < 10_000_000, "a buffer without end");
      }
    }
  }

  @Test
  void discardsWhatTheProgramHasNotRead() throws IOException {
    try (var terminal = PseudoTerminal.open();
        var in = new FileInputStream(terminal.slavePath().toFile())) {
      assertEquals(4, terminal.write(Bytes.utf8("old\r")));
      terminal.discardUnread();
      assertEquals(4, terminal.write(Bytes.utf8("new\r")));
      assertEquals(Bytes.utf8("new\r"), Bytes.of(in.readNBytes(4)));
    }
  }

  @Test
  void holdsTheWriterUntilItIsReleased() throws Exception {
    try (var terminal = PseudoTerminal.open();
        var out = new FileOutputStream(terminal.slavePath().toFile())) {
      terminal.holdWriter();
      var written = new CompletableFuture<Void>();
      Thread.ofPlatform()
          .daemon()
          .start(() -> {
            try {
              out.write('x');
              written.complete(null);
            } catch (IOException e) {
              written.completeExceptionally(e);
            }
          });
      assertTrue(terminal.read(AMPLE).isEmpty());
      assertTrue(!written.isDone());
      terminal.releaseWriter();
      written.get();
      assertEquals(Bytes.utf8("x"), terminal.read(AMPLE));
    }
  }

  @Test
  void refusesToReadAndWriteOnceClosed() throws IOException {
    var terminal = PseudoTerminal.open();
    terminal.close();
    terminal.close();
    assertThrows(IOException.class, () -> terminal.read(BRIEFLY));
    assertThrows(IOException.class, () -> terminal.write(Bytes.utf8("x")));
  }

  @Test
  void endsTheProgramsReadWhenItVanishes() throws IOException {
    var terminal = PseudoTerminal.open();
    try (var in = new FileInputStream(terminal.slavePath().toFile())) {
      terminal.close();
      int first;
      try {
        first = in.read();
      } catch (IOException e) {
        first = -1;
      }
      assertEquals(-1, first);
    }
  }

  @Test
  void closesWhileAnotherThreadReads() throws Exception {
    var terminal = PseudoTerminal.open();
    var reads = new AtomicLong();
    var reader =
        Thread.ofPlatform()
            .start(() -> {
              try {
                while (true) {
                  var _ = terminal.read(AMPLE);
                  reads.incrementAndGet();
                }
              } catch (IOException e) {
                // the way out
              }
            });
    while (reads.get() == 0) {
      LockSupport.parkNanos(A_MOMENT);
    }
    terminal.close();
    reader.join();
  }
}
