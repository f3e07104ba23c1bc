package dev.portcullis.agent.bus;

import dev.portcullis.can.log.CandumpReader;
import dev.portcullis.can.log.LogEntry;
import dev.portcullis.can.log.RefusedLine;
import dev.portcullis.can.port.InterfaceName;
import dev.portcullis.crypto.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Reads the entries of one interface of a recording: that of its first entry. Lines that are none
 * are counted, and so are those of other interfaces.
 */
final class LogReading {

  private Optional<InterfaceName> bus = Optional.empty();
  private Optional<RefusedLine> firstRefused = Optional.empty();
  private long refused;
  private long others;
  private long taken;

  /** Until the recording ends, or there is reason to stop. */
  void read(InputStream in, BooleanSupplier stop, Consumer<LogEntry> sink) throws IOException {
    try (var reader = new CandumpReader(in)) {
      while (!stop.getAsBoolean()) {
        Optional<Outcome<LogEntry, RefusedLine>> next = reader.next();
        if (next.isEmpty()) {
          return;
        }
        switch (next.get()) {
          case Outcome.Passed<LogEntry, RefusedLine>(var entry) -> take(entry, sink);
          case Outcome.Refused<LogEntry, RefusedLine>(var why) -> refuse(why);
        }
      }
    }
  }

  private void take(LogEntry entry, Consumer<LogEntry> sink) {
    if (bus.isEmpty()) {
      bus = Optional.of(entry.bus());
    }
    if (bus.get().equals(entry.bus())) {
      taken++;
      sink.accept(entry);
    } else {
      others++;
    }
  }

  private void refuse(RefusedLine why) {
    refused++;
    if (firstRefused.isEmpty()) {
      firstRefused = Optional.of(why);
    }
  }

  /** How many entries were taken. */
  long taken() {
    return taken;
  }

  /** What was left out, in words; empty where nothing was. */
  Optional<String> leftOut() {
    if (refused == 0 && others == 0) {
      return Optional.empty();
    }
    String lines =
        firstRefused
            .map(it ->
                refused
                    + " lines are none of a recording, first line "
                    + it.line()
                    + ": "
                    + it.why())
            .orElse("every line was read");
    return Optional.of(
        lines + (others == 0 ? "" : "; " + others + " entries of other interfaces left out"));
  }
}
