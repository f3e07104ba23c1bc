package dev.portcullis.can.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.util.ArrayList;

class SlcanFuzzTest {

  @FuzzTest
  void everyLineIsReadIdenticallyOrRefused(byte[] stream) {
    var read = new ArrayList<Outcome<SlcanLine, SlcanRefusal>>();
    new SlcanDecoder().feed(stream, stream.length, read::add);
    assertTrue(read.size() <= stream.length);
    for (var outcome : read) {
      if (outcome instanceof Outcome.Passed<SlcanLine, SlcanRefusal>(SlcanLine line)) {
        Bytes written = SlcanCodec.encode(line);
        Bytes body = line == SlcanLine.Plain.ERROR ? written : written.slice(0, written.size() - 1);
        assertEquals(outcome, SlcanCodec.parse(body));
      }
    }
  }
}
