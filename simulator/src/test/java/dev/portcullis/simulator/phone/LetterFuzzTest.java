package dev.portcullis.simulator.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;

class LetterFuzzTest {

  @FuzzTest
  void readsOrRefuses(byte[] input) {
    var encoded = Bytes.of(input);
    if (LetterCodec.parse(encoded) instanceof Outcome.Passed<Letter, ?>(var letter)) {
      assertEquals(encoded, LetterCodec.encode(letter));
    }
  }
}
