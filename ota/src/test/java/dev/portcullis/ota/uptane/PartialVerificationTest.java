package dev.portcullis.ota.uptane;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.testing.SimulatedRepository;
import dev.portcullis.ota.verify.Attack;
import dev.portcullis.ota.verify.PartialTargets;
import dev.portcullis.ota.verify.SignaturePolicy;
import dev.portcullis.ota.verify.TrustedRoot;
import dev.portcullis.ota.verify.TrustedTime;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a Secondary takes that knows only the Director's root and targets. */
final class PartialVerificationTest {

  private static final VehicleId CAR = new VehicleId("car-1");
  private static final EcuId SELF = new EcuId("door-1");
  private static final Ecu DOOR = new Ecu(new HardwareId("door"), 3);

  private final SimulatedRepository director = new SimulatedRepository();

  private String said(Optional<Bytes> stored) {
    Outcome<Optional<Direction>, Attack> outcome =
        TrustedRoot.anchoredIn(director.file("root"), SignaturePolicy.THRESHOLD)
            .then(root -> root.at(new TrustedTime(SimulatedRepository.NOW)))
            .then(root -> PartialTargets.verify(root, stored, director.file("targets")))
            .then(targets -> Directions.forSecondary(targets, CAR, SELF, DOOR));
    return switch (outcome) {
      case Outcome.Passed<Optional<Direction>, Attack>(var direction) ->
          direction.map(each -> each.name().toString()).orElse("nothing");
      case Outcome.Refused<Optional<Direction>, Attack>(var attack) -> attack.code();
    };
  }

  private void direct(String ecu, String hardware, long counter) {
    director.describe(
        "targets",
        ecu + ".bin",
        Map.of(
            "length", 1,
            "hashes", Map.of("sha256", "00".repeat(32)),
            "custom",
                Map.of(
                    "ecuIdentifiers",
                    Map.of(ecu, Map.of("hardwareId", hardware)),
                    "releaseCounter",
                    counter)));
    director.publish("targets");
  }

  @Test
  void takesWhatIsForItselfAndLooksAtNoOtherEcu() {
    direct("unknown", "anything", 0);
    assertEquals("nothing", said(Optional.empty()));
    direct("door-1", "door", 3);
    assertEquals("door-1.bin", said(Optional.empty()));
  }

  @Test
  void refusesAnotherModelAndAnOlderRelease() {
    direct("door-1", "window", 4);
    assertEquals("WRONG_HARDWARE", said(Optional.empty()));
    direct("door-1", "door", 2);
    assertEquals("ROLLBACK", said(Optional.empty()));
  }

  @Test
  void refusesTargetsThatAreOlderThanTheStoredOnes() {
    direct("door-1", "door", 3);
    var newer = director.file("targets");
    director.targets().version(0);
    director.publish("targets");

    assertEquals("ROLLBACK", said(Optional.of(newer)));
    assertEquals("door-1.bin", said(Optional.of(Bytes.utf8("damaged"))));
  }

  @Test
  void refusesWhatExpiredOrNobodySignedOrDelegates() {
    direct("door-1", "door", 3);
    director.targets().expires(SimulatedRepository.NOW.minus(Duration.ofDays(1)));
    director.publish("targets");
    assertEquals("FREEZE", said(Optional.empty()));

    director.targets().signers().clear();
    director.publish("targets");
    assertEquals("ARBITRARY_SOFTWARE", said(Optional.empty()));
  }
}
