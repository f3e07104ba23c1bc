package dev.portcullis.ota.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;

/** Whatever a repository sends, each reader answers, and what it reads is the file that came. */
final class MetadataFuzzTest {

  private static final TargetName ANY = new TargetName("any/target.bin");

  @FuzzTest
  void everyReaderAnswersAnyBytes(byte[] bytes) {
    var file = Bytes.of(bytes);
    mustBeSound(file, MetadataReader.root(file));
    mustBeSound(file, MetadataReader.timestamp(file));
    mustBeSound(file, MetadataReader.snapshot(file));
    mustBeSound(file, MetadataReader.targets(file));
    if (MetadataReader.targets(file)
        instanceof Outcome.Passed<Signed<Targets>, Malformed>(var targets)) {
      for (Delegation each : targets.content().delegations().towards(ANY)) {
        assertTrue(!each.authority().role().isTopLevel());
      }
    }
  }

  private static <R extends Role> void mustBeSound(
      Bytes file, Outcome<Signed<R>, Malformed> outcome) {
    switch (outcome) {
      case Outcome.Passed<Signed<R>, Malformed>(var signed) -> {
        assertEquals(file, signed.document().bytes());
        assertTrue(signed.content().version() >= 1);
      }
      case Outcome.Refused<Signed<R>, Malformed>(var why) ->
          assertTrue(why.toString().chars().allMatch(c -> c >= ' ' && c < 0x7f));
    }
  }
}
