package dev.portcullis.agent.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.portcullis.agent.grant.Presence.Signal;
import dev.portcullis.agent.journal.Register;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.message.HandOver;
import dev.portcullis.crypto.message.HandOverId;
import dev.portcullis.crypto.message.Offer;
import dev.portcullis.crypto.message.OwnerStatementCodec;
import dev.portcullis.crypto.message.ReceiptOutcome;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.Revocations;
import dev.portcullis.crypto.message.RevocationsCodec;
import dev.portcullis.crypto.message.Role;
import dev.portcullis.crypto.message.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each code for what is no command, produced by a running gate. */
final class EveryFilingRefusalTest {

  /** Files something last, and gives what became of it. */
  private interface Scenario {
    FilingAnswer play(GateWorld world);
  }

  private static final Map<RefusalCode, Scenario> SCENARIOS = new EnumMap<>(RefusalCode.class);

  static Set<RefusalCode> codes() {
    return SCENARIOS.keySet();
  }

  private static void scenario(RefusalCode code, Scenario scenario) {
    SCENARIOS.put(code, scenario);
  }

  static {
    statements();
    enrolments();
    handOvers();
    revocations();
  }

  private static void statements() {
    scenario(
        RefusalCode.NOT_AN_OWNER,
        world -> {
          var statement = Filings.windowRequest(world, People.DRIVER);
          return owner(world, statement, People.DRIVER_GRANT, People.OWNER_GRANT);
        });
    scenario(
        RefusalCode.SELF_REVOCATION,
        world ->
            owner(
                world,
                Filings.revocation(People.OWNER, People.OWNER.publicKey()),
                People.OWNER_GRANT));
    scenario(
        RefusalCode.PRESENCE_MISSING,
        world -> {
          var second = world.guest();
          var grant = Filings.grant(second.publicKey(), Role.OWNER, People.EPOCH, People.OWNER);
          assertInstanceOf(FilingAnswer.Done.class, owner(world, grant, People.OWNER_GRANT));
          return owner(
              world, Filings.revocation(People.OWNER, second.publicKey()), People.OWNER_GRANT);
        });
    scenario(
        RefusalCode.CONSENT_UNKNOWN,
        world -> {
          var never = Filings.signed(Filings.handOverTo(world.guest().publicKey(), 9));
          return owner(world, Filings.consent(never, People.OWNER), People.OWNER_GRANT);
        });
    scenario(RefusalCode.REVOCATIONS_FULL, EveryFilingRefusalTest::fullOfRevocations);
  }

  private static FilingAnswer fullOfRevocations(GateWorld world) {
    int number = 0;
    while (true) {
      var keys = new ArrayList<Digest>();
      for (int i = 0; i < 16; i++) {
        keys.add(Digest.of(Bytes.utf8("lost " + number++)));
      }
      world.present(Signal.REVOKE_OWNER);
      var answer =
          owner(world, Filings.revocation(People.EPOCH, People.OWNER, keys), People.OWNER_GRANT);
      if (number > Register.MOST_REVOKED) {
        return answer;
      }
      assertInstanceOf(FilingAnswer.Done.class, answer);
    }
  }

  private static void enrolments() {
    scenario(
        RefusalCode.CONTEXT_UNKNOWN,
        world -> {
          var context = open(world).context();
          world.restart();
          return enrol(world, Filings.enrolment(context, People.key(), Optional.empty()));
        });
    scenario(
        RefusalCode.KEY_NOT_FREE,
        world ->
            enrol(
                world, Filings.enrolment(open(world).context(), People.REVOKER, Optional.empty())));
    scenario(
        RefusalCode.WINDOW_CLOSED,
        world -> {
          var context = open(world).context();
          world.pass(EnrolmentWindows.OPEN.plusSeconds(1));
          return enrol(world, Filings.enrolment(context, People.key(), Optional.empty()));
        });
    scenario(
        RefusalCode.CONTEXT_TAKEN,
        world -> {
          var context = open(world).context();
          enrol(world, Filings.enrolment(context, People.key(), Optional.empty()));
          return enrol(world, Filings.enrolment(context, People.key(), Optional.empty()));
        });
    scenario(
        RefusalCode.NO_EVIDENCE,
        world -> {
          var context = open(world).context();
          var key = People.key();
          enrol(world, Filings.enrolment(context, key, Optional.empty()));
          world.pass(EnrolmentWindows.EVIDENCE.plusSeconds(1));
          return enrol(world, Filings.enrolment(context, key, Filings.evidence(context, key)));
        });
    scenario(
        RefusalCode.EVIDENCE_REFUSED,
        world -> {
          var context = open(world).context();
          var key = People.key();
          return enrol(
              world, Filings.enrolment(context, key, Filings.evidence(context, People.STRANGER)));
        });
    scenario(
        RefusalCode.ENROLMENTS_FULL,
        world -> {
          for (int i = 0; i < 200; i++) {
            var context = open(world).context();
            var key = People.key();
            var filed = Filings.enrolment(context, key, Filings.evidence(context, key));
            var answer = enrol(world, filed);
            if (answer instanceof FilingAnswer.Refused) {
              return answer;
            }
            var grant = Filings.grant(key.publicKey(), Role.DRIVER, People.EPOCH, People.OWNER);
            owner(world, grant, People.OWNER_GRANT);
            if (i == 0) {
              grantAllGuests(world);
            }
          }
          throw new AssertionError("never full");
        });
  }

  private static void grantAllGuests(GateWorld world) {
    var keys = new ArrayList<>(People.GUESTS.stream().map(guest -> guest.publicKey()).toList());
    keys.add(People.DRIVER.publicKey());
    keys.forEach(key ->
        owner(
            world,
            Filings.grant(key, Role.DRIVER, People.EPOCH, People.OWNER),
            People.OWNER_GRANT));
  }

  private static void handOvers() {
    scenario(
        RefusalCode.TOO_FEW_SIGNATURES,
        world ->
            world.file(
                FilingKind.HAND_OVER,
                Filings.signed(
                    Filings.handOverTo(world.guest().publicKey(), People.EPOCH + 1),
                    List.of(People.AUTHORITY.getFirst(), People.AUTHORITY.getFirst()))));
    scenario(
        RefusalCode.WRONG_UNIT,
        world -> {
          var ours = Filings.handOverTo(world.guest().publicKey(), People.EPOCH + 1);
          return world.file(
              FilingKind.HAND_OVER,
              Filings.signed(
                  new HandOver(
                      HandOverId.random(People.RANDOM),
                      ours.vehicle(),
                      People.STRANGER.publicKey().thumbprint(),
                      ours.owner(),
                      ours.epoch(),
                      ours.reason())));
        });
    scenario(
        RefusalCode.HAND_OVER_USED,
        world ->
            world.file(
                FilingKind.HAND_OVER,
                Filings.signed(Filings.handOverTo(world.guest().publicKey(), People.EPOCH))));
    scenario(
        RefusalCode.NOTICE_RUNNING,
        world ->
            world.file(
                FilingKind.HAND_OVER,
                Filings.signed(Filings.handOverTo(world.guest().publicKey(), People.EPOCH + 1))));
  }

  private static void revocations() {
    scenario(
        RefusalCode.UNKNOWN_SIGNER,
        world ->
            world.file(
                FilingKind.REVOCATIONS,
                RevocationsCodec.sign(
                    new Revocations(9, 0, List.of(), List.of()), People.STRANGER)));
    scenario(
        RefusalCode.REVOCATION_GAP,
        world ->
            world.file(
                FilingKind.REVOCATIONS,
                Filings.revocations(
                    People.REVOCATION_SEQUENCE + 2, People.REVOCATION_SEQUENCE + 1)));
  }

  @CanIgnoreReturnValue
  private static FilingAnswer owner(GateWorld world, Bytes statement, Bytes... grants) {
    return world.file(
        FilingKind.OWNER_STATEMENT, OwnerStatementCodec.encode(statement, List.of(grants)));
  }

  @CanIgnoreReturnValue
  private static FilingAnswer enrol(GateWorld world, Bytes enrolment) {
    return world.file(FilingKind.ENROLMENT, enrolment);
  }

  private static Offer open(GateWorld world) {
    owner(world, Filings.windowRequest(world, People.OWNER), People.OWNER_GRANT);
    world.present(Signal.ENROL);
    world.pass(Duration.ofMillis(1));
    return Filings.offer(world);
  }

  @ParameterizedTest
  @MethodSource("codes")
  void aFilingThatDiffersInOneThingIsRefusedWithItsCode(RefusalCode code) {
    try (var world = GateWorld.running()) {
      var answer = Objects.requireNonNull(SCENARIOS.get(code)).play(world);
      switch (answer) {
        case FilingAnswer.Refused(var refused, var receipt) -> {
          assertEquals(code, refused);
          receipt.ifPresent(
              signed -> assertEquals(ReceiptOutcome.REFUSED, world.receipt(signed).outcome()));
        }
        case FilingAnswer.Stranger(var refused) -> {
          assertEquals(code, refused);
          assertTrue(code.stage().compareTo(Stage.ATTEST) < 0);
        }
        case FilingAnswer.Waiting(var missing) -> assertEquals(code, missing);
        case FilingAnswer.Done _, FilingAnswer.Undecided _ ->
            throw new AssertionError("not refused: " + answer);
      }
    }
  }
}
