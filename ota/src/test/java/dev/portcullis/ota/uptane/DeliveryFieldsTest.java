package dev.portcullis.ota.uptane;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.json.JsonReader;
import dev.portcullis.ota.json.JsonValue.Members;
import dev.portcullis.ota.metadata.HashAlgorithm;
import dev.portcullis.ota.metadata.Hashes;
import dev.portcullis.ota.metadata.Malformed;
import dev.portcullis.ota.metadata.TargetFile;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Director describes an encrypted file completely, or the description is refused. */
final class DeliveryFieldsTest {

  private static final String SHA256 = "ab".repeat(32);
  private static final String GOOD =
      """
      {"encryptedImage": {"method": "portcullis-image-1", "name": "a.enc", "length": 316,
       "hashes": {"sha256": "%s"}, "sealedKey": "c0ffee"}}\
      """
          .formatted(SHA256);

  private static Outcome<Delivery, Malformed> read(String custom) {
    var members = (Members) JsonReader.read(Bytes.utf8(custom)).orFault();
    return DeliveryFields.delivery(new TargetFile(300, new Hashes(Map.of(), Set.of()), members));
  }

  @Test
  void anImageIsPlainUnlessTheDirectorSaysOtherwise() {
    assertEquals(Outcome.passed(new Delivery.Plain()), read("{\"releaseCounter\": 3}"));
  }

  @Test
  void readsNameLengthHashesAndKeyOfTheEncryptedFile() {
    var encrypted = (Delivery.Encrypted) read(GOOD).orFault();
    assertEquals("a.enc", encrypted.name().text());
    assertEquals(316, encrypted.file().length());
    assertEquals(
        Map.of(HashAlgorithm.SHA_256, Bytes.fromHex(SHA256)), encrypted.file().hashes().known());
    assertEquals(Bytes.fromHex("c0ffee"), encrypted.sealedKey());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "portcullis-image-1, portcullis-image-2, custom.encryptedImage.method has the wrong form",
        "a.enc, ``, custom.encryptedImage.name has the wrong form",
        "316, 317, custom.encryptedImage.length has the wrong form",
        "316, 300, custom.encryptedImage.length has the wrong form",
        "316, -1, custom.encryptedImage.length has the wrong form",
        "sha256, , custom.encryptedImage.hashes",
        "c0ffee, c0ffe, custom.encryptedImage.sealedKey has the wrong form",
        "c0ffee, ``, custom.encryptedImage.sealedKey has the wrong form",
        "c0ffee, coffee, custom.encryptedImage.sealedKey has the wrong form"
      })
  void refusesWhatIsNotWhole(String part, String instead, String where) {
    var custom =
        instead == null
            ? GOOD.replace("\"sha256\": \"" + SHA256 + "\"", "")
            : GOOD.replace(part, instead);
    var refused = (Outcome.Refused<Delivery, Malformed>) read(custom);
    assertEquals(where.split(" ", 2)[0], refused.reason().where());
  }

  @Test
  void refusesAKeyThatIsTooLongAndFieldsThatAreNoFields() {
    var tooLong = (Outcome.Refused<?, Malformed>) read(GOOD.replace("c0ffee", "00".repeat(1025)));
    assertEquals("custom.encryptedImage.sealedKey", tooLong.reason().where());
    var none = (Outcome.Refused<?, Malformed>) read("{\"encryptedImage\": true}");
    assertEquals("custom.encryptedImage", none.reason().where());
  }
}
