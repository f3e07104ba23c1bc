package dev.portcullis.ota.fetch.coap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.fetch.coap.BlockAnswer.Flaw;

/** Any datagram is answered, and a block that passes has the size it says. */
final class BlockAnswerFuzzTest {

  @FuzzTest
  void aBlockHasTheSizeItSays(byte[] datagram) {
    if (BlockAnswer.parse(Bytes.of(datagram))
            instanceof Outcome.Passed<BlockAnswer, Flaw>(var answer)
        && answer.content() instanceof BlockAnswer.Block block) {
      int size = block.size().bytes();
      switch (block.more()) {
        case FOLLOWS -> assertEquals(size, block.bytes().size());
        case NONE -> assertTrue(!block.bytes().isEmpty() && block.bytes().size() <= size);
      }
      assertTrue(block.offset() >= 0 && block.offset() % size == 0);
      assertTrue(block.offset() < block.size().longestFile());
      assertTrue(block.tag().map(Bytes::size).orElse(1) <= 8);
    }
  }
}
