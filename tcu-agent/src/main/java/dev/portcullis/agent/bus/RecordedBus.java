package dev.portcullis.agent.bus;

import dev.portcullis.can.log.LogEntry;
import dev.portcullis.can.log.LoggedError;
import dev.portcullis.can.log.LoggedFrame;
import dev.portcullis.can.watch.BusWatch;
import dev.portcullis.can.watch.Origin;
import dev.portcullis.can.watch.WatchReport;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A bus in a recording, watched to its end or until somebody has seen enough: also while the next
 * line is waited for, which a pipe may never send.
 */
final class RecordedBus {

  private static final Duration LOOK = Duration.ofMillis(20);

  private final BusWatch watch;
  private final Interruption interruption;
  private final LogReading reading = new LogReading();
  private final AtomicReference<Optional<String>> fault = new AtomicReference<>(Optional.empty());

  RecordedBus(BusWatch watch, Interruption interruption) {
    this.watch = watch;
    this.interruption = interruption;
  }

  /** Empty once it was watched, or why it could not be. */
  Optional<Unusable> run(String name, InputStream in) throws InterruptedException {
    Thread reader = Thread.ofPlatform().name("can-log-reader").daemon().start(() -> read(in));
    while (!reader.join(LOOK) && !interruption.isAsked()) {}
    synchronized (watch) {
      if (fault.get().isPresent()) {
        return Optional.of(
            new Unusable(name + ": cannot be read: " + fault.get().get(), "check the recording"));
      }
      return reading.taken() == 0
          ? Optional.of(
              new Unusable(name + ": no line of a recording", "name what candump -l wrote"))
          : Optional.empty();
    }
  }

  private void read(InputStream in) {
    try {
      reading.read(in, interruption::isAsked, this::take);
    } catch (IOException e) {
      fault.set(Optional.of(String.valueOf(e.getMessage())));
    }
  }

  private void take(LogEntry entry) {
    synchronized (watch) {
      switch (entry) {
        case LoggedFrame frame -> watch.accept(frame.frame(), Origin.BUS, frame.nanos());
        case LoggedError error -> watch.accept(error.error(), error.nanos());
      }
    }
  }

  /** What was left out of the recording, in words. */
  Optional<String> leftOut() {
    synchronized (watch) {
      return reading.leftOut();
    }
  }

  WatchReport report() {
    synchronized (watch) {
      return watch.report();
    }
  }
}
