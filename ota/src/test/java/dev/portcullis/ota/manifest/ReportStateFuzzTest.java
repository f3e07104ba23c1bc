package dev.portcullis.ota.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.slot.Summed;
import dev.portcullis.ota.slot.TextFault;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whatever lies in the file, it is answered, and there is one spelling of each state. */
final class ReportStateFuzzTest {

  @FuzzTest
  void whatIsReadIsWhatWouldBeWritten(byte[] bytes) {
    mustBeTheOneSpelling(Bytes.of(bytes));
    // No fuzzer finds a digest: the same once more, whole.
    mustBeTheOneSpelling(
        Summed.seal(List.of(new String(bytes, StandardCharsets.ISO_8859_1).split("\n", -1))));
  }

  private static void mustBeTheOneSpelling(Bytes file) {
    if (ReportState.parse(file) instanceof Outcome.Passed<ReportState, TextFault>(var state)) {
      assertEquals(file, state.encode());
    }
  }
}
