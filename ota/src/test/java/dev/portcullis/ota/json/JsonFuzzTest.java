package dev.portcullis.ota.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;

/** Any bytes are answered, and what is read has one form, which reads as the same. */
final class JsonFuzzTest {

  @FuzzTest
  void theCanonicalFormReadsAsWhatItWasMadeOf(byte[] bytes) {
    if (JsonReader.read(Bytes.of(bytes))
        instanceof Outcome.Passed<JsonValue, JsonFault>(var value)) {
      var form = CanonicalJson.of(value);
      // Unescaped control characters are no JSON, though canonical JSON has them.
      boolean isJson = true;
      for (int i = 0; i < form.size(); i++) {
        isJson &= form.at(i) >= ' ';
      }
      if (isJson) {
        var again = JsonReader.read(form).orFault();
        assertEquals(value, again);
        assertEquals(form, CanonicalJson.of(again));
      }
    }
  }
}
