package dev.portcullis.simulator.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.SoftwareSigner;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class PhoneSettingsCodecTest {

  private static final Path FILE = Path.of("/phone/phone.toml");
  private static final String KEY =
      SoftwareSigner.generate(Algorithm.ES256, new SecureRandom()).publicKey().encoded().hex();
  private static final String GOOD =
      """
      broker = "localhost:8883"
      authorities = "root.pem"
      app = "dev.portcullis.demo"
      grants = ["owner.grant"]
      counter = "counter"

      [vehicle]
      id = "00112233445566778899aabbccddeeff"
      receipt-key = "%s"

      [keys]
      file = "keys.p12"
      password-file = "keys.password"
      identity = "identity"
      command = "command"
      """
          .formatted(KEY);

  @Test
  void readsPathsFromTheFolderOfTheFile() {
    var settings = PhoneSettingsCodec.parse(FILE, GOOD).orFault();
    assertEquals(Path.of("/phone/owner.grant"), settings.grants().getFirst());
    assertEquals("localhost", settings.broker().getHostString());
    assertEquals(8883, settings.broker().getPort());
  }

  @Test
  void namesTheKeyOfEachWrongSetting() {
    assertRefused("broker", "\"localhost:8883\"", "8883");
    assertRefused("broker", "localhost:8883", "localhost");
    assertRefused("broker", "localhost:8883", "localhost:70000");
    assertRefused("grants", "[\"owner.grant\"]", "[]");
    assertRefused("app", "\"dev.portcullis.demo\"", "\"\"");
    assertRefused("vehicle.id", "00112233", "0011223G");
    assertRefused("vehicle.receipt-key", KEY, "a0");
    assertRefused("keys.identity", "identity = ", "identify = ");
    assertRefused("keys.pin", "[keys]", "[keys]\npin = \"1\"");
    assertRefused("line 1", "broker = ", "broker = = ");
  }

  @Test
  void namesAFileThatDoesNotExist() {
    var missing = Path.of("/nowhere/phone.toml");
    assertEquals(
        Outcome.refused(new SettingsRefusal(missing, "(file)", "does not exist")),
        PhoneSettingsCodec.read(missing));
  }

  private static void assertRefused(String where, String good, String bad) {
    assertTrue(GOOD.contains(good), good);
    var outcome = PhoneSettingsCodec.parse(FILE, GOOD.replace(good, bad));
    assertEquals(
        where,
        outcome instanceof Outcome.Refused<?, SettingsRefusal>(var why) ? why.where() : "passed");
  }
}
