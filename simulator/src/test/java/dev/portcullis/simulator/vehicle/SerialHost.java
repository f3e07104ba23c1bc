package dev.portcullis.simulator.vehicle;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.SlcanDecoder;
import dev.portcullis.can.frame.SlcanLine;
import dev.portcullis.can.frame.SlcanRefusal;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What an agent does with the serial device, with plain file streams. */
final class SerialHost implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 30;

  private final FileOutputStream out;
  private final FileInputStream in;
  private final LinkedBlockingQueue<SlcanLine> lines = new LinkedBlockingQueue<>();
  private final CountDownLatch gone = new CountDownLatch(1);

  SerialHost(Path device) throws IOException {
    out = new FileOutputStream(device.toFile());
    in = new FileInputStream(device.toFile());
    Thread.ofPlatform().daemon().start(this::read);
  }

  void open() throws IOException, InterruptedException {
    for (String command : new String[] {"C", "S6", "Y2", "O"}) {
      write(command + "\r");
      awaitLine(SlcanLine.Plain.OK::equals);
    }
  }

  void write(String text) throws IOException {
    out.write(Bytes.utf8(text).toArray());
  }

  void awaitLine(Predicate<SlcanLine> wanted) throws InterruptedException {
    while (true) {
      var line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertTrue(line != null, "no such line came");
      if (line != null && wanted.test(line)) {
        return;
      }
    }
  }

  void awaitFrame(Predicate<CanFrame> wanted) throws InterruptedException {
    awaitLine(line -> line instanceof SlcanLine.Frame(CanFrame frame) && wanted.test(frame));
  }

  void awaitGone() throws InterruptedException {
    assertTrue(gone.await(PATIENCE_SECONDS, TimeUnit.SECONDS), "the device is still there");
  }

  private void read() {
    var decoder = new SlcanDecoder();
    var chunk = new byte[512];
    try {
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        decoder.feed(chunk, count, this::keep);
      }
    } catch (IOException e) {
      // A device that vanishes may end the read either way.
    } finally {
      gone.countDown();
    }
  }

  private void keep(Outcome<SlcanLine, SlcanRefusal> read) {
    if (read instanceof Outcome.Passed<SlcanLine, SlcanRefusal>(SlcanLine line)) {
      lines.add(line);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
    // The reading thread may be inside a read; the device's end ends it.
  }
}
