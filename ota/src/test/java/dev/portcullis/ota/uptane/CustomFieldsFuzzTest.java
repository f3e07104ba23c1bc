package dev.portcullis.ota.uptane;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.json.JsonFault;
import dev.portcullis.ota.json.JsonReader;
import dev.portcullis.ota.json.JsonValue;
import dev.portcullis.ota.json.JsonValue.Members;
import dev.portcullis.ota.metadata.Hashes;
import dev.portcullis.ota.metadata.Malformed;
import dev.portcullis.ota.metadata.TargetFile;
import java.util.Map;
import java.util.Set;

/** Whatever a repository writes into what TUF calls custom is answered. */
final class CustomFieldsFuzzTest {

  @FuzzTest
  void anyCustomFieldsAreAnswered(byte[] bytes) {
    if (JsonReader.read(Bytes.of(bytes)) instanceof Outcome.Passed<JsonValue, JsonFault>(var value)
        && value instanceof Members custom) {
      var _ = CustomFields.vehicle(custom);
      var _ = CustomFields.hardware(custom);
      var _ = DeliveryFields.delivery(new TargetFile(9, new Hashes(Map.of(), Set.of()), custom));
      if (CustomFields.ecus(custom)
          instanceof Outcome.Passed<Map<EcuId, HardwareId>, Malformed>(var ecus)) {
        assertFalse(ecus.isEmpty());
      }
      if (CustomFields.releaseCounter(custom)
          instanceof Outcome.Passed<Long, Malformed>(var counter)) {
        assertTrue(counter >= 0);
      }
    }
  }
}
