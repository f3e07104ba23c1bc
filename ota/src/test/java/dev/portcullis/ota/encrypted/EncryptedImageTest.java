package dev.portcullis.ota.encrypted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.cose.AgreementKeyPair;
import dev.portcullis.crypto.cose.CoseEncrypt;
import dev.portcullis.ota.encrypted.ImageBinding.Place;
import dev.portcullis.ota.metadata.TargetName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was encrypted is read by the unit it was sealed to, whole and in order, or refused. */
final class EncryptedImageTest {

  private static final int CHUNK = EncryptedLength.CHUNK;
  private static final int STORED = EncryptedLength.CHUNK + EncryptedLength.TAG;

  private static Bytes flipped(Bytes bytes, int at) {
    byte[] changed = bytes.toArray();
    changed[at] ^= 1;
    return Bytes.of(changed);
  }

  private static Bytes chunk(Bytes stored, int index) {
    return stored.slice(index * STORED, Math.min(stored.size(), (index + 1) * STORED));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 17})
  void isReadAsItWas(int size) {
    var image = SampleImage.of(size);
    assertEquals("whole", image.read());
    assertEquals(OptionalLong.of(image.encrypted().size()), EncryptedLength.of(size));
  }

  @Test
  void everyChangedByteIsFound() {
    var image = SampleImage.of(300);
    for (int i = 0; i < image.encrypted().size(); i++) {
      assertEquals("CHUNK_REFUSED", image.read(flipped(image.encrypted(), i)));
    }
    for (int i = 0; i < image.sealedKey().size(); i++) {
      var other =
          new SampleImage(
              image.plain(),
              image.binding(),
              image.encrypted(),
              flipped(image.sealedKey(), i),
              image.unit());
      assertEquals("KEY_NOT_OPENED", other.read());
    }
  }

  @Test
  void changedBytesOfManyChunksAreFound() {
    var image = SampleImage.of(3 * CHUNK + 17);
    var random = new Random(5);
    for (int i = 0; i < 40; i++) {
      assertEquals(
          "CHUNK_REFUSED",
          image.read(flipped(image.encrypted(), random.nextInt(image.encrypted().size()))));
    }
  }

  @Test
  void everyTruncationIsFound() {
    var image = SampleImage.of(300);
    for (int size = 0; size < image.encrypted().size(); size++) {
      assertEquals("CUT_SHORT", image.read(image.encrypted().slice(0, size)));
    }
    var large = SampleImage.of(2 * CHUNK);
    assertEquals("CUT_SHORT", large.read(chunk(large.encrypted(), 0)));
  }

  @Test
  void bytesBehindTheEndAreFound() {
    for (int size : new int[] {0, 300, CHUNK}) {
      var image = SampleImage.of(size);
      assertEquals(
          "TRAILING_BYTES", image.read(Bytes.concat(image.encrypted(), Bytes.of((byte) 0))));
    }
  }

  @Test
  void chunksKeepTheirPlaces() {
    var image = SampleImage.of(3 * CHUNK);
    var first = chunk(image.encrypted(), 0);
    var second = chunk(image.encrypted(), 1);
    var third = chunk(image.encrypted(), 2);
    assertEquals("whole", image.read(Bytes.concat(first, second, third)));
    assertEquals("CHUNK_REFUSED", image.read(Bytes.concat(second, first, third)));
    assertEquals("CHUNK_REFUSED", image.read(Bytes.concat(first, first, third)));
    assertEquals("CHUNK_REFUSED", image.read(Bytes.concat(first, third, second)));
    assertEquals("CHUNK_REFUSED", image.read(Bytes.concat(first, second, second)));
  }

  @Test
  void aChunkOfAnotherImageIsRefusedEvenUnderTheSameKey() {
    var key = SecretBytes.takeOver(new byte[ChunkCipher.KEY_BYTES]);
    var image = SampleImage.of(20).binding();
    var plain = Bytes.of(new byte[20]);
    var chunk = new ChunkCipher(key, image).encrypt(0, Place.LAST, plain);
    assertEquals(plain, new ChunkCipher(key, image).decrypt(0, Place.LAST, chunk).orElseThrow());
    for (var other :
        new ImageBinding[] {
          new ImageBinding(new TargetName("runtime.tar"), image.length(), image.sha256()),
          new ImageBinding(image.name(), image.length() + 1, image.sha256()),
          new ImageBinding(image.name(), image.length(), Digest.of(Bytes.empty()))
        }) {
      assertEquals(true, new ChunkCipher(key, other).decrypt(0, Place.LAST, chunk).isEmpty());
    }
    assertEquals(true, new ChunkCipher(key, image).decrypt(0, Place.INNER, chunk).isEmpty());
    assertEquals(true, new ChunkCipher(key, image).decrypt(1, Place.LAST, chunk).isEmpty());
  }

  @Test
  void aKeyOpensForItsUnitAndItsImageAlone() {
    var image = SampleImage.of(20);
    var other = SampleImage.of(20);
    assertEquals(
        Outcome.refused(DecryptionFault.KEY_NOT_OPENED),
        other.unit().open(image.sealedKey(), image.binding()));
    assertEquals(
        "KEY_NOT_OPENED",
        image.read(
            image.encrypted(),
            new ImageBinding(new TargetName("runtime.tar"), 20, image.binding().sha256())));
    assertEquals(
        Outcome.refused(DecryptionFault.NO_IMAGE_KEY),
        ImageKey.NONE.open(image.sealedKey(), image.binding()));
  }

  @Test
  void aKeyOfAnotherSizeIsRefused() {
    var pair = AgreementKeyPair.generate(SampleImage.RANDOM);
    var binding = SampleImage.of(20).binding();
    var sealed =
        CoseEncrypt.seal(
            pair.publicKey(), SampleImage.RANDOM, Bytes.of(new byte[16]), binding.ofKey());
    assertEquals(
        Outcome.refused(DecryptionFault.KEY_NOT_OPENED),
        new SoftwareImageKey(pair).open(sealed, binding));
  }

  @Test
  void anImageIsNeverEncryptedTwiceUnderOneKey() {
    var plain = Bytes.of(new byte[300]);
    assertNotEquals(SampleImage.of("a", plain).encrypted(), SampleImage.of("a", plain).encrypted());
  }

  @Test
  void anotherImageThanTheDescribedOneIsNotEncrypted() throws IOException {
    var binding = SampleImage.of(20).binding();
    for (int size : new int[] {0, 19, 20, 21}) {
      assertEquals(
          Outcome.refused(ImageEncryptor.Refusal.NOT_THE_IMAGE),
          ImageEncryptor.encrypt(
              binding,
              SampleImage.RANDOM,
              new ByteArrayInputStream(new byte[size]),
              new ByteArrayOutputStream()));
    }
  }

  @Test
  void lengthsThatNoImageHasAreRefused() {
    var image = SampleImage.of(20);
    for (long length : new long[] {EncryptedLength.MAX_IMAGE + 1, Long.MAX_VALUE}) {
      assertEquals(OptionalLong.empty(), EncryptedLength.of(length));
      assertEquals(
          "TOO_LONG",
          image.read(
              image.encrypted(),
              new ImageBinding(image.binding().name(), length, image.binding().sha256())));
    }
  }
}
