package dev.portcullis.simulator.phone;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

class PhoneSettingsFuzzTest {

  @FuzzTest
  void readsOrRefuses(byte[] input) {
    var text = new String(input, StandardCharsets.UTF_8);
    if (PhoneSettingsCodec.parse(Path.of("phone.toml"), text)
        instanceof Outcome.Passed<PhoneSettings, ?>(var settings)) {
      assertFalse(settings.grants().isEmpty());
    }
  }
}
