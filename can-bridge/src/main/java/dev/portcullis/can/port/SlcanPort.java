package dev.portcullis.can.port;

import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.SlcanCodec;
import dev.portcullis.can.frame.SlcanDecoder;
import dev.portcullis.can.frame.SlcanLine;
import dev.portcullis.can.frame.SlcanLine.BitRate;
import dev.portcullis.can.frame.SlcanLine.DataRate;
import dev.portcullis.can.frame.SlcanLine.Plain;
import dev.portcullis.can.frame.SlcanLine.Status;
import dev.portcullis.can.frame.SlcanRefusal;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.Outcome.Passed;
import dev.portcullis.crypto.Outcome.Refused;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A serial CAN adapter that speaks SLCAN. One thread reads, one writes. The port is lost when the
 * device reports an error or a write does not end in time; it is then of no use any more, and
 * {@link SlcanPorts} opens another.
 *
 * <p>An adapter that can is asked for its status flags about once a second. When they say that its
 * controller is off the bus, the channel is closed and opened again, once for each such answer:
 * many adapters do not come back otherwise (LAWICEL's does not), and most then forget what waits in
 * them and should not go out later. The first answer after that which does not say so reports the
 * recovery. No answer tells which frame a full queue cost, and it comes after the frame was
 * reported as taken: that a frame had its effect is what the car's own feedback says, and nothing
 * here.
 */
final class SlcanPort implements CanPort {

  private static final int CHUNK = 4096;

  private final SerialLine line;
  private final SlcanSettings settings;
  private final MonotonicClock clock;
  private final CanListener listener;
  private final StatusInquiry inquiry = new StatusInquiry();
  private final BusStanding standing = new BusStanding();
  private final SlcanWriter writer;
  private final SlcanDecoder decoder = new SlcanDecoder();
  private final Thread reader;
  private volatile boolean listening;
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicBoolean closing = new AtomicBoolean();

  private SlcanPort(
      SerialLine line, SlcanSettings settings, MonotonicClock clock, CanListener listener) {
    this.line = line;
    this.settings = settings;
    this.clock = clock;
    this.listener = listener;
    this.writer = new SlcanWriter(line, inquiry, clock);
    this.reader = Thread.ofPlatform().name("can-slcan-reader").daemon().unstarted(this::read);
  }

  static SlcanPort start(
      SerialLine line, SlcanSettings settings, MonotonicClock clock, CanListener listener) {
    var port = new SlcanPort(line, settings, clock, listener);
    port.writer.start();
    return port;
  }

  /**
   * Closes the channel, which may be open from an earlier time, sets the bit rates and opens it.
   * What was received before is dropped: its age is not known. Adapters differ in whether and how
   * they answer, so answers are not waited for; an adapter that refuses sends no frames, and the
   * state of the car stays unknown.
   */
  boolean openChannel() {
    line.discard();
    reader.start();
    boolean opened =
        writer.write(opening(), settings.writeDeadline()) instanceof Transmission.Handed;
    listening = opened;
    inquiry.begin(clock.nanos());
    return opened;
  }

  private void reopenChannel() {
    if (!writer.writeSoon(opening())) {
      lose(PortLoss.STALLED);
    }
  }

  private Bytes opening() {
    return Bytes.concat(
        SlcanCodec.encode(Plain.OK),
        SlcanCodec.encode(Plain.CLOSE),
        SlcanCodec.encode(settings.bitRate()),
        settings.dataRate().map(SlcanCodec::encode).orElse(Bytes.empty()),
        SlcanCodec.encode(Plain.OPEN));
  }

  @Override
  public Transmission transmit(CanFrame frame) {
    Transmission transmission = writer.write(SlcanCodec.encode(frame), settings.writeDeadline());
    switch (transmission) {
      case Transmission.Handed _ -> {}
      case Transmission.NotHanded(PortLoss why) -> lose(why);
      case Transmission.Stalled _ -> lose(PortLoss.STALLED);
    }
    return transmission;
  }

  private void read() {
    var chunk = new byte[CHUNK];
    while (!over.get()) {
      int count = line.read(chunk);
      if (count < 0) {
        lose(PortLoss.GONE);
      } else if (count > 0 && listening) {
        long now = clock.nanos();
        decoder.feed(chunk, count, read -> deliver(read, now));
      }
    }
  }

  private void deliver(Outcome<SlcanLine, SlcanRefusal> read, long now) {
    switch (read) {
      case Passed<SlcanLine, SlcanRefusal>(SlcanLine.Frame(CanFrame frame)) -> {
        standing.heard();
        listener.received(frame, now);
      }
      case Passed<SlcanLine, SlcanRefusal>(Status status) -> told(status, now);
      case Passed<SlcanLine, SlcanRefusal>(Plain plain) -> answered(plain, now);
      case Passed<SlcanLine, SlcanRefusal>(BitRate _) -> {}
      case Passed<SlcanLine, SlcanRefusal>(DataRate _) -> {}
      case Refused<SlcanLine, SlcanRefusal>(SlcanRefusal refusal) -> listener.malformed(refusal);
    }
  }

  private void answered(Plain answer, long now) {
    switch (answer) {
      case STANDARD_QUEUED, EXTENDED_QUEUED -> listener.taken(now);
      case OK -> {
        if (!mayAnswerNoFrame()) {
          listener.taken(now);
        }
      }
      case ASK_STATUS -> listener.malformed(SlcanRefusal.TRUNCATED);
      case ERROR, OPEN, CLOSE -> {}
    }
  }

  /** Taken for a frame's, an answer to another line would come before the frame was even read. */
  private boolean mayAnswerNoFrame() {
    return inquiry.mayBeAnsweredPlainly() || standing.isOff();
  }

  private void told(Status status, long now) {
    if (!inquiry.isOpen()) {
      listener.malformed(SlcanRefusal.UNASKED);
      return;
    }
    if (status.lostFrames()) {
      listener.missed(1);
    }
    standing.told(status).ifPresent(listener::bus);
    if (standing.isOff()) {
      reopenChannel();
    }
    // Only now may the next question be asked: its answer is one of the channel opened anew.
    inquiry.answered(now);
  }

  private void lose(PortLoss why) {
    if (over.compareAndSet(false, true)) {
      listener.lost(why);
    }
  }

  /** Whether a write has not come back from the device. */
  boolean isStuck() {
    return writer.isStuck();
  }

  /** The device is closed on a thread of its own: with a write stuck in it, that can block too. */
  @Override
  public void close() {
    over.set(true);
    if (closing.compareAndSet(false, true)) {
      writer.close();
      Thread.ofPlatform().name("can-slcan-closer").daemon().start(line::close);
    }
  }
}
