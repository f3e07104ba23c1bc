package dev.portcullis.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.agent.provision.CarUpdate;
import dev.portcullis.agent.provision.CarWatch;
import dev.portcullis.agent.provision.InstalledCar;
import dev.portcullis.can.description.ChangeRefusal;
import dev.portcullis.can.description.DescriptionChange;
import dev.portcullis.can.description.SignedDescription;
import dev.portcullis.can.description.SignedDescription.Unverified;
import dev.portcullis.can.watch.Detectors;
import dev.portcullis.can.watch.StandingWatch;
import dev.portcullis.can.watch.WatchPlan;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.ota.install.LiveRefusal;
import dev.portcullis.ota.slot.PartKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All parts that need no restart are taken, or none. */
final class LivePartsTest {

  private static final Path BASELINE = InstalledCar.CAR.resolve("full.baseline.json");

  private final InstalledCar unit = new InstalledCar();
  private final List<Unverified> asked = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private Optional<ChangeRefusal> answer = Optional.empty();
  private Runnable meanwhile = () -> {};
  private final StandingWatch busWatch =
      StandingWatch.start(
          Detectors.load(
                  new WatchPlan(
                      InstalledCar.CAR.resolve("full.dbc"),
                      BASELINE,
                      Optional.empty(),
                      500,
                      Duration.ofMillis(20)),
                  Set.of())
              .orFault(),
          _ -> {},
          System::nanoTime);

  private final DescriptionChange bridge =
      offered -> {
        asked.add(offered);
        meanwhile.run();
        return answer
            .<Outcome<Digest, ChangeRefusal>>map(Outcome::refused)
            .orElseGet(() ->
                Outcome.passed(SignedDescription.digest(offered.messages(), offered.commands())));
      };

  private final CarWatch car =
      new CarWatch(
          new CarUpdate(unit.disk(), unit.files()),
          unit.described().verified(unit.described().asItIs(1)).version(),
          unit.described()::signers,
          bridge,
          new CarWatch.Listener() {
            @Override
            public void changed(SignedDescription described) {
              told.add("description " + described.sequence());
            }

            @Override
            public void refused(String why) {
              told.add(why);
            }
          });

  private final LiveParts live = live(Optional.of(busWatch));

  private LiveParts live(Optional<StandingWatch> watch) {
    return new LiveParts(
        new LiveParts.Began(unit.configuration(), unit.load().orFault().policies()),
        unit.disk(),
        car,
        watch);
  }

  @AfterEach
  void close() {
    busWatch.close();
  }

  private Path policy(long sequence) {
    return unit.withPolicy("policy", InstalledCar.policy(sequence));
  }

  private Path description(long sequence) {
    return unit.withDescription("description", unit.described().changed(sequence));
  }

  private Path detectors() {
    try {
      return unit.withFile("detectors", LiveParts.BASELINE, Bytes.of(Files.readAllBytes(BASELINE)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void nothingTaken() {
    assertEquals(1, unit.kept());
    assertEquals(List.of(), asked);
  }

  private String refused(Map<PartKind, Path> changed) {
    var refusal = live.refusalOf(changed).orElseThrow();
    assertInstanceOf(LiveRefusal.ForGood.class, refusal);
    return refusal.why();
  }

  @Test
  void allThreeAreTaken() {
    assertEquals(
        Optional.empty(),
        live.refusalOf(
            Map.of(
                PartKind.POLICY, policy(2),
                PartKind.DESCRIPTION, description(2),
                PartKind.DETECTORS, detectors())));
    assertEquals(2, unit.kept());
    assertEquals(List.of("description 2"), told);
  }

  @Test
  void aPolicyThatDoesNotHoldLeavesTheDescription() {
    var stranger = unit.withPolicy("policy", InstalledCar.policyOfAStranger(2));
    var why = refused(Map.of(PartKind.POLICY, stranger, PartKind.DESCRIPTION, description(2)));
    assertTrue(why.contains("0 of 1"), why);
    nothingTaken();
  }

  @Test
  void anOlderPolicyIsRefusedAndTheOneInForceIsNoHindrance() {
    assertEquals(Optional.empty(), live.refusalOf(Map.of(PartKind.POLICY, policy(2))));
    var why = refused(Map.of(PartKind.POLICY, policy(1), PartKind.DESCRIPTION, description(2)));
    assertTrue(why.contains("is not newer"), why);
    assertEquals(List.of(), asked);
    assertEquals(
        Optional.empty(),
        live.refusalOf(Map.of(PartKind.POLICY, policy(2), PartKind.DESCRIPTION, description(2))));
    assertEquals(2, unit.kept());
    assertEquals(1, asked.size());
  }

  @Test
  void aBaselineThatIsNoneLeavesPolicyAndDescription() {
    var bad = unit.withFile("detectors", LiveParts.BASELINE, Bytes.utf8("{}"));
    var _ =
        refused(
            Map.of(
                PartKind.POLICY, policy(2),
                PartKind.DESCRIPTION, description(2),
                PartKind.DETECTORS, bad));
    nothingTaken();
  }

  @Test
  void aMissingFileLeavesEverything() {
    var empty = unit.withFile("empty", "something.else", Bytes.utf8("x"));
    for (PartKind kind : List.of(PartKind.POLICY, PartKind.DESCRIPTION, PartKind.DETECTORS)) {
      assertTrue(!refused(Map.of(kind, empty)).isBlank());
      nothingTaken();
    }
  }

  @Test
  void aDescriptionThatTheBridgeRefusesLeavesThePolicy() {
    answer = Optional.of(new ChangeRefusal(ChangeRefusal.Reason.BAD_COMMANDS, "actions.fly"));
    assertEquals(
        "BAD_COMMANDS, actions.fly",
        refused(Map.of(PartKind.POLICY, policy(2), PartKind.DESCRIPTION, description(2))));
    assertEquals(1, unit.kept());
    assertEquals(1, asked.size());
  }

  @Test
  void thePolicyIsWrittenOnceTheBridgeGoesByTheDescription() {
    meanwhile = () -> assertEquals(1, unit.kept());
    assertEquals(
        Optional.empty(),
        live.refusalOf(Map.of(PartKind.POLICY, policy(2), PartKind.DESCRIPTION, description(2))));
    assertEquals(1, asked.size());
    assertEquals(2, unit.kept());
  }

  @Test
  void aBridgeThatIsNotReachedMayBeAskedAgain() {
    answer = Optional.of(new ChangeRefusal(ChangeRefusal.Reason.NOT_REACHED, "no process"));
    assertEquals(
        Optional.of(new LiveRefusal.ForNow("NOT_REACHED, no process")),
        live.refusalOf(Map.of(PartKind.POLICY, policy(2), PartKind.DESCRIPTION, description(2))));
    assertEquals(1, unit.kept());
  }

  @Test
  void whatTheDiskDidNotTakeCanBeTakenLater() {
    var changed = Map.of(PartKind.POLICY, policy(2), PartKind.DESCRIPTION, description(2));
    meanwhile = () -> unit.disk().fallIll(DurableRefusal.DISK_FULL);
    assertInstanceOf(LiveRefusal.ForNow.class, live.refusalOf(changed).orElseThrow());
    unit.disk().heal();
    meanwhile = () -> {};
    assertEquals(1, unit.kept());
    assertEquals(Optional.empty(), live.refusalOf(changed), "the description is no hindrance");
    assertEquals(2, unit.kept());
  }

  @Test
  void aWatchThatIsAnothersHasNoBaselineHere() {
    var why = live(Optional.empty()).refusalOf(Map.of(PartKind.DETECTORS, detectors()));
    assertTrue(why.orElseThrow().why().contains("bridge.toml"), why.toString());
  }

  @Test
  void aPolicyMayFollowTheOneThatTheVersionBroughtAlong() {
    var own = unit.load(unit.withPolicy("slot", InstalledCar.rotation(2))).orFault().policies();
    var onTrial =
        new LiveParts(
            new LiveParts.Began(unit.configuration(), own), unit.disk(), car, Optional.empty());
    var next = unit.withPolicy("policy", InstalledCar.policyOfNext(3));
    assertEquals(Optional.empty(), onTrial.refusalOf(Map.of(PartKind.POLICY, next)));
    assertEquals(3, unit.kept());
  }

  @Test
  void whatTheVersionBroughtAlongIsOfferedToTheBridge() {
    live.bring(description(2));
    InstalledCar.look(car);
    assertEquals(1, asked.size());
    live.bring(unit.withFile("empty", "something.else", Bytes.utf8("x")));
    InstalledCar.look(car);
    assertEquals(1, asked.size(), "what cannot be read is not offered");
  }
}
