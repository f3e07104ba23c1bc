package dev.portcullis.ota.slot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.image.UnpackedImage;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The files of a unit as text: the form that the launcher and the documentation know. */
final class UnitTextTest {

  private static final Digest DIGEST = Digest.of(Bytes.utf8("a"));
  private static final String HEX = DIGEST.value().hex();

  private static Slot slot() {
    var parts = new EnumMap<PartKind, Part>(PartKind.class);
    for (PartKind kind : PartKind.values()) {
      parts.put(
          kind,
          new Part(
              new UnpackedImage(DIGEST, DIGEST),
              7,
              new Part.Source(new ImageName(kind.word() + "/v7.tar"), 1024)));
    }
    return new Slot(new CampaignId("winter-1"), new StateFormats(1, 3), parts);
  }

  private static UnitState state() {
    return new UnitState(
        5,
        new SlotReference(SlotName.A, DIGEST),
        Optional.of(
            new Trial(
                new SlotReference(SlotName.B, DIGEST),
                3,
                new CampaignId("winter-2"),
                Set.of(HealthCheck.DIRECTOR_REACHED, HealthCheck.CAN_SEEN))),
        Optional.empty(),
        3,
        floors(),
        Optional.of(new EndedTrial(new CampaignId("winter-1"), TrialEnd.CONFIRMED, Set.of())));
  }

  private static Map<PartKind, Long> floors() {
    var floors = new EnumMap<PartKind, Long>(PartKind.class);
    for (PartKind kind : PartKind.values()) {
      floors.put(kind, 7L);
    }
    return floors;
  }

  private static String body(Bytes file) {
    var text = new String(file.toArray(), StandardCharsets.ISO_8859_1);
    return text.substring(0, text.indexOf("sum "));
  }

  private static Outcome<UnitState, TextFault> sealed(String body) {
    return UnitState.parse(Summed.seal(List.of(body.strip().split("\n", -1))));
  }

  @Test
  void aStateHasALineForEachOfItsParts() {
    assertEquals(
        """
        portcullis-state 1
        serial 5
        confirmed A %1$s
        trial B %1$s 3 winter-2 CAN_SEEN,DIRECTOR_REACHED
        spare -
        writes 3
        floor application 7
        floor runtime 7
        floor policy 7
        floor description 7
        floor detectors 7
        last winter-1 CONFIRMED -
        """
            .formatted(HEX),
        body(state().encode()));
  }

  @Test
  void aSlotHasALineForEachPart() {
    assertEquals(
        """
        portcullis-slot 1
        campaign winter-1
        formats 1 3
        part application %1$s %1$s 7 1024 application/v7.tar
        part runtime %1$s %1$s 7 1024 runtime/v7.tar
        part policy %1$s %1$s 7 1024 policy/v7.tar
        part description %1$s %1$s 7 1024 description/v7.tar
        part detectors %1$s %1$s 7 1024 detectors/v7.tar
        """
            .formatted(HEX),
        body(slot().encode()));
  }

  @Test
  void whatIsWrittenIsRead() {
    assertEquals(Outcome.passed(state()), UnitState.parse(state().encode()));
    assertEquals(Outcome.passed(slot()), Slot.parse(slot().encode()));
    var launch = new LaunchRecord(5, 3, Optional.of(TrialEnd.ATTEMPTS_USED));
    assertEquals(Outcome.passed(launch), LaunchRecord.parse(launch.encode()));
  }

  @Test
  void theLongestOfEachIsWithinItsLimit() {
    var longest = new CampaignId("c".repeat(64));
    var all = EnumSet.allOf(HealthCheck.class);
    var reference = new SlotReference(SlotName.B, DIGEST);
    var counters = floors();
    counters.replaceAll((_, _) -> Long.MAX_VALUE);
    var state =
        new UnitState(
            Long.MAX_VALUE,
            reference,
            Optional.of(new Trial(reference, 9, longest, all)),
            Optional.of(reference),
            9999,
            counters,
            Optional.of(new EndedTrial(longest, TrialEnd.COUNT_NOT_WRITTEN, all)));
    assertTrue(state.encode().size() <= UnitState.MAX_BYTES);
    assertTrue(slot().encode().size() * 2 <= Slot.MAX_BYTES);
  }

  @Test
  void refusesAFileThatIsCutShortOrChangedAnywhere() {
    var file = state().encode();
    for (int size = 0; size < file.size(); size++) {
      assertEquals(
          Outcome.refused(TextFault.DAMAGED), UnitState.parse(file.slice(0, size)), "at " + size);
      byte[] changed = file.toArray();
      changed[size] ^= 1;
      assertEquals(
          Outcome.refused(TextFault.DAMAGED), UnitState.parse(Bytes.of(changed)), "at " + size);
    }
  }

  @Test
  void refusesEveryOtherFormThoughItsSumIsRight() {
    var good = body(state().encode());
    assertEquals(Outcome.passed(state()), sealed(good));
    for (var change :
        Map.of(
                "serial 5", "serial 05",
                "confirmed A", "confirmed C",
                "trial B", "trial",
                " 3 winter-2", " 0 winter-2",
                "CAN_SEEN,DIRECTOR_REACHED", "DIRECTOR_REACHED,CAN_SEEN",
                "spare -", "spare - ",
                "writes 3", "writes 0",
                "floor runtime 7\n", "",
                "floor policy 7", "floor policy -7",
                "last winter-1", "last winter/1")
            .entrySet()) {
      assertEquals(
          Outcome.refused(TextFault.WRONG_FORM),
          sealed(good.replace(change.getKey(), change.getValue())),
          change.toString());
    }
    assertEquals(Outcome.refused(TextFault.WRONG_FORM), sealed(good + "more\n"));
    assertEquals(Outcome.refused(TextFault.WRONG_FORM), sealed(good.replace("state 1", "state 2")));
  }

  @Test
  void aVersionIsRefusedThatLacksAPart() {
    var parts = new EnumMap<>(slot().parts());
    parts.remove(PartKind.RUNTIME);
    assertThrows(
        IllegalArgumentException.class,
        () -> new Slot(new CampaignId("c"), new StateFormats(1, 1), parts));
  }

  @Test
  void aVersionFollowsOneWhoseStateItReads() {
    assertTrue(new StateFormats(1, 3).canFollow(3));
    assertTrue(new StateFormats(3, 5).canFollow(3));
    assertTrue(!new StateFormats(4, 5).canFollow(3));
    assertTrue(!new StateFormats(1, 2).canFollow(3));
  }
}
