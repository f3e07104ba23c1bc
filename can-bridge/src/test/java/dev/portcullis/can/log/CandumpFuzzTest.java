package dev.portcullis.can.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;

class CandumpFuzzTest {

  @FuzzTest
  void everyLineIsReadIdenticallyOrRefused(byte[] recording) throws IOException {
    long lines = 0;
    try (var reader = new CandumpReader(new ByteArrayInputStream(recording))) {
      for (var next = reader.next(); next.isPresent(); next = reader.next()) {
        lines++;
        switch (next.get()) {
          case Outcome.Passed<LogEntry, RefusedLine>(LogEntry entry) -> readsAgain(entry);
          case Outcome.Refused<LogEntry, RefusedLine>(RefusedLine refused) ->
              assertEquals(lines, refused.line());
        }
      }
    }
    assertTrue(lines <= recording.length);
  }

  /** Times are written in microseconds. */
  private static void readsAgain(LogEntry entry) {
    long nanos = entry.nanos() / 1_000 * 1_000;
    LogEntry written =
        switch (entry) {
          case LoggedFrame(var _, var bus, var frame) -> new LoggedFrame(nanos, bus, frame);
          case LoggedError(var _, var bus, var error) -> new LoggedError(nanos, bus, error);
        };
    assertEquals(
        Outcome.passed(written), CandumpCodec.parse(Bytes.utf8(CandumpCodec.encode(entry))));
  }
}
