package dev.portcullis.ota.encrypted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;

/** Whatever is taken for an encrypted image or its key is answered, and never as other bytes. */
final class DecryptionFuzzTest {

  private static final SampleImage IMAGE = SampleImage.of(100);

  @FuzzTest
  void anyBytesAreAnswered(byte[] bytes) {
    var any = Bytes.of(bytes);
    assertEquals(any.equals(IMAGE.encrypted()), IMAGE.read(any).equals("whole"));
    var otherKey =
        new SampleImage(IMAGE.plain(), IMAGE.binding(), IMAGE.encrypted(), any, IMAGE.unit());
    assertNotEquals("other bytes", IMAGE.read(any));
    assertNotEquals("other bytes", otherKey.read());
  }
}
