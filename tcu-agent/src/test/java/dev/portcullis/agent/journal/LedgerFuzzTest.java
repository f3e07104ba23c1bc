package dev.portcullis.agent.journal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;

/** Whatever the disk gives back is read or refused, and what is read can be applied. */
final class LedgerFuzzTest {

  @FuzzTest
  void anyLineIsAnswered(byte[] line) {
    var read = LedgerCodec.decode(Bytes.of(line));
    if (read.isPresent()) {
      var state = new LedgerState(Lines.OLDEST);
      if (state.accepts(read.get().entry())) {
        state.apply(read.get().entry());
      }
      if (!LedgerCodec.decode(LedgerCodec.encode(read.get())).equals(read)) {
        throw new AssertionError("it does not read what it writes");
      }
    }
  }
}
