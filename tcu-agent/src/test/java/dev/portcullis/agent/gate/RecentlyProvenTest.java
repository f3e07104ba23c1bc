package dev.portcullis.agent.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RecentlyProvenTest {

  private static Digest digest(int number) {
    return Digest.of(Bytes.utf8("signed bytes " + number));
  }

  @Test
  void remembersSixtyFourAndForgetsWhatWasLongestUnused() {
    var proven = new RecentlyProven<Integer>();
    for (int i = 0; i < 64; i++) {
      proven.remember(digest(i), i);
    }
    assertEquals(Optional.of(0), proven.find(digest(0)));
    proven.remember(digest(64), 64);
    assertEquals(Optional.of(0), proven.find(digest(0)), "it was used just now");
    assertEquals(Optional.empty(), proven.find(digest(1)));
    int kept = 0;
    for (int i = 0; i < 1000; i++) {
      proven.remember(digest(i), i);
    }
    for (int i = 0; i < 1000; i++) {
      kept += proven.find(digest(i)).isPresent() ? 1 : 0;
    }
    assertEquals(64, kept);
  }
}
