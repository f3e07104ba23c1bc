package dev.portcullis.can.port;

import dev.portcullis.can.frame.SlcanCodec;
import dev.portcullis.can.frame.SlcanLine;
import dev.portcullis.crypto.Bytes;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Writes through a thread of its own, because a serial write blocks without limit once the peer
 * stalls: whoever asks waits no longer than the deadline, and learns whether the write had begun.
 * While nobody asks for a write, it asks the adapter for its status.
 */
final class SlcanWriter {

  private static final int QUEUE = 16;
  private static final long IDLE_MILLIS = 500;

  private static final Bytes QUESTION = SlcanCodec.encode(SlcanLine.Plain.ASK_STATUS);

  private final SerialLine line;
  private final StatusInquiry inquiry;
  private final MonotonicClock clock;
  private final BlockingQueue<Write> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Thread thread;
  private volatile boolean closed;

  SlcanWriter(SerialLine line, StatusInquiry inquiry, MonotonicClock clock) {
    this.line = line;
    this.inquiry = inquiry;
    this.clock = clock;
    this.thread = Thread.ofPlatform().name("can-slcan-writer").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  Transmission write(Bytes bytes, Duration deadline) {
    var write = new Write(bytes);
    if (closed) {
      return new Transmission.NotHanded(PortLoss.CLOSED);
    }
    if (!queue.offer(write)) {
      return new Transmission.NotHanded(PortLoss.STALLED);
    }
    return write.await(clock.nanos() + deadline.toNanos(), clock);
  }

  /** Lines up {@code bytes} and waits for nothing; false if as much as there is room for waits. */
  boolean writeSoon(Bytes bytes) {
    return queue.offer(new Write(bytes));
  }

  /** Whether the thread has not come back from the device. */
  boolean isStuck() {
    return thread.isAlive();
  }

  void close() {
    closed = true;
    thread.interrupt();
  }

  private void run() {
    while (!closed) {
      try {
        Write next = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        if (next != null && next.begin()) {
          boolean taken = line.write(next.bytes());
          next.end(
              taken
                  ? new Transmission.Handed(clock.nanos())
                  : new Transmission.NotHanded(PortLoss.GONE));
        }
        if (queue.isEmpty() && inquiry.ask(clock.nanos())) {
          // Where the device is gone, its reader is the one that says so.
          var _ = line.write(QUESTION);
        }
      } catch (InterruptedException _) {
        closed = true;
      }
    }
  }
}
