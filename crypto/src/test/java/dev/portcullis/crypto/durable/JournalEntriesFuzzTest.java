package dev.portcullis.crypto.durable;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;

final class JournalEntriesFuzzTest {

  /** Entries with right checksums, to come past them: kinds, order and chain are the fuzzer's. */
  @FuzzTest
  void opensAnyEntriesOrRefusesThem(FuzzedDataProvider data) throws StorageFault {
    var origin = Position.BEGINNING;
    var content =
        data.consumeBoolean()
            ? SegmentCodec.beginning()
            : SegmentCodec.checkpoint(origin, Bytes.of(data.consumeBytes(20)));
    var codec = new FrameCodec(origin);
    var head = SegmentCodec.parse(content, JournalOpening.LIMITS).orFault().head();
    while (data.remainingBytes() > 0) {
      var entry =
          codec.encode(head, data.pickValue(Frame.Kind.values()), Bytes.of(data.consumeBytes(20)));
      content = Bytes.concat(content, entry.encoded(), Bytes.of(data.consumeBytes(2)));
      head = data.consumeBoolean() ? entry.head() : head;
    }
    JournalOpening.open(content);
  }
}
