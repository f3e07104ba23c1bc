package dev.portcullis.crypto.cose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.crypto.message.FixedRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SigningAuthorityTest {

  private static final List<PublicKey> KEYS =
      Stream.of("a", "b", "c")
          .map(name -> SoftwareSigner.generate(Algorithm.EDDSA, new FixedRandom(name)).publicKey())
          .toList();

  @Test
  void isKnownByItsKeysAndItsThresholdInWhateverOrderTheyAreNamed() {
    var two = new SigningAuthority(KEYS, 2);
    assertEquals(two.digest(), new SigningAuthority(KEYS.reversed(), 2).digest());
    assertNotEquals(two.digest(), new SigningAuthority(KEYS, 1).digest());
    assertNotEquals(two.digest(), new SigningAuthority(KEYS.subList(0, 2), 2).digest());
  }

  @Test
  void hasEachKeyOnceAndAThresholdThatTheyCanReach() {
    assertThrows(IllegalArgumentException.class, () -> new SigningAuthority(KEYS, 0));
    assertThrows(IllegalArgumentException.class, () -> new SigningAuthority(KEYS, 4));
    var twice = List.of(KEYS.getFirst(), KEYS.getFirst());
    assertThrows(IllegalArgumentException.class, () -> new SigningAuthority(twice, 1));
  }
}
