package dev.portcullis.ota.slot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whatever lies in a file of the unit, it is answered, and there is one spelling of each. */
final class UnitTextFuzzTest {

  @FuzzTest
  void whatIsReadIsWhatWouldBeWritten(byte[] bytes) {
    mustBeTheOneSpelling(Bytes.of(bytes));
    // No fuzzer finds a digest: the same lines once more, whole.
    mustBeTheOneSpelling(
        Summed.seal(List.of(new String(bytes, StandardCharsets.ISO_8859_1).split("\n", -1))));
  }

  private static void mustBeTheOneSpelling(Bytes file) {
    if (UnitState.parse(file) instanceof Outcome.Passed<UnitState, TextFault>(var state)) {
      assertEquals(file, state.encode());
    }
    if (Slot.parse(file) instanceof Outcome.Passed<Slot, TextFault>(var slot)) {
      assertEquals(file, slot.encode());
    }
    if (LaunchRecord.parse(file) instanceof Outcome.Passed<LaunchRecord, TextFault>(var launch)) {
      assertEquals(file, launch.encode());
    }
    if (StateFormats.parse(file) instanceof Outcome.Passed<StateFormats, TextFault>(var formats)) {
      assertEquals(file, Bytes.utf8(formats + "\n"));
    }
  }
}
