package dev.portcullis.agent.journal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;

/** Whatever the disk gives back is read or refused, and what is read can be written. */
final class SnapshotFuzzTest {

  @FuzzTest
  void anySnapshotIsAnswered(byte[] snapshot) {
    var read = SnapshotCodec.decode(Bytes.of(snapshot));
    if (read.isPresent() && SnapshotCodec.decode(SnapshotCodec.encode(read.get())).isEmpty()) {
      throw new AssertionError("it does not read what it writes");
    }
  }
}
