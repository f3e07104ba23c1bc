package dev.portcullis.agent.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.portcullis.agent.grant.Enrolment;
import dev.portcullis.agent.grant.Presence.Signal;
import dev.portcullis.agent.journal.Standing;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.message.OwnerNotice;
import dev.portcullis.crypto.message.OwnerStatementCodec;
import dev.portcullis.crypto.message.ReceiptOutcome;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Keys come, are granted something, are revoked; the car is sold. */
final class OwnershipTest {

  private static final long NEXT = People.EPOCH + 1;

  @CanIgnoreReturnValue
  private static FilingAnswer owner(GateWorld world, Bytes statement) {
    return world.file(FilingKind.OWNER_STATEMENT, Filings.byTheOwner(statement));
  }

  @CanIgnoreReturnValue
  private static FilingAnswer.Done done(FilingAnswer answer) {
    return assertInstanceOf(FilingAnswer.Done.class, answer);
  }

  private static void refused(RefusalCode code, FilingAnswer answer) {
    assertEquals(code, assertInstanceOf(FilingAnswer.Refused.class, answer).code());
  }

  private static Decision.Result command(GateWorld world, Signer key, Bytes... grants) {
    var draft = world.draft();
    draft.phone = key;
    draft.grants = List.of(grants);
    return world.deliver(draft.build()).result();
  }

  private static void mayCommand(GateWorld world, Signer key, Bytes... grants) {
    assertInstanceOf(Decision.Result.Confirmed.class, command(world, key, grants));
  }

  private static void mayNot(RefusalCode code, GateWorld world, Signer key, Bytes... grants) {
    assertEquals(new Decision.Result.Refused(code), command(world, key, grants));
  }

  private static Bytes driver(PublicKey key) {
    return Filings.grant(key, Role.DRIVER, People.EPOCH, People.OWNER);
  }

  private static void open(GateWorld world) {
    done(owner(world, Filings.windowRequest(world, People.OWNER)));
    world.present(Signal.ENROL);
  }

  @CanIgnoreReturnValue
  private static FilingAnswer enrol(GateWorld world, Signer key) {
    var context = Filings.offer(world).context();
    return world.file(
        FilingKind.ENROLMENT, Filings.enrolment(context, key, Filings.evidence(context, key)));
  }

  @Test
  void aKeyEnrolsAndCommandsOnceAnOwnerGrantedItSomething() {
    try (var world = GateWorld.running()) {
      var phone = People.key();
      var grant = driver(phone.publicKey());
      mayNot(RefusalCode.NOT_ENROLLED, world, phone, grant, People.OWNER_GRANT);
      open(world);
      done(enrol(world, phone));
      mayCommand(world, phone, grant, People.OWNER_GRANT);
      assertEquals(
          Standing.GRANTED,
          world.ledger.register().find(phone.publicKey().thumbprint()).orElseThrow().standing());
      world.killAndRestart();
      world.knowTheTime();
      mayCommand(world, phone, grant, People.OWNER_GRANT);
    }
  }

  @Test
  void everyOwnerIsToldOfTheWindowAndOfTheKey() {
    try (var world = GateWorld.running()) {
      open(world);
      var phone = People.key();
      enrol(world, phone);
      assertInstanceOf(OwnerNotice.WindowOpened.class, world.heard.notices.getFirst());
      assertEquals(
          phone.publicKey().thumbprint(),
          assertInstanceOf(OwnerNotice.KeyEnrolled.class, world.heard.notices.getLast()).key());
    }
  }

  @Test
  void aWindowNeedsPresenceAndAnOwnersRequest() {
    try (var world = GateWorld.running()) {
      world.present(Signal.ENROL);
      assertTrue(world.gate.offer().isEmpty(), "nobody asked");
      world.pass(Duration.ofMinutes(3));
      owner(world, Filings.windowRequest(world, People.OWNER));
      world.lookedAround();
      assertTrue(world.gate.offer().isEmpty(), "that was too long ago");
      world.present(Signal.ENROL);
      assertTrue(world.gate.offer().isPresent());
    }
  }

  @Test
  void oneSignalOpensOneWindow() {
    try (var world = GateWorld.running()) {
      open(world);
      enrol(world, People.key());
      owner(world, Filings.windowRequest(world, People.OWNER));
      world.lookedAround();
      assertTrue(world.gate.offer().isEmpty());
    }
  }

  @Test
  void aWindowRequestAnswersABeaconAsACommandDoes() {
    try (var world = GateWorld.running()) {
      var old = Filings.windowRequest(world, People.OWNER);
      world.pass(GateWorld.LIFETIME.plusSeconds(1));
      refused(RefusalCode.BEACON_EXPIRED, owner(world, old));
      world.restart();
      refused(RefusalCode.WRONG_BOOT, owner(world, old));
    }
  }

  @Test
  void theOfferSaysHowLongTheWindowStaysOpen() {
    try (var world = GateWorld.running()) {
      open(world);
      assertEquals(Duration.ofSeconds(60), Filings.offer(world).left());
      world.pass(Duration.ofSeconds(20));
      world.lookedAround();
      assertEquals(Duration.ofSeconds(40), Filings.offer(world).left());
      world.pass(Duration.ofSeconds(41));
      world.lookedAround();
      assertTrue(world.gate.offer().isEmpty());
    }
  }

  @Test
  void evidenceMayFollowWithinTenMinutes() {
    try (var world = GateWorld.running()) {
      open(world);
      var context = Filings.offer(world).context();
      var phone = People.key();
      var without = Filings.enrolment(context, phone, Optional.empty());
      assertEquals(
          new FilingAnswer.Waiting(RefusalCode.NO_EVIDENCE),
          world.file(FilingKind.ENROLMENT, without));
      world.lookedAround();
      assertTrue(world.gate.offer().isEmpty(), "the window is taken");
      world.pass(Duration.ofMinutes(9));
      var with = Filings.enrolment(context, phone, Filings.evidence(context, phone));
      done(world.file(FilingKind.ENROLMENT, with));
      long before = world.ledger.nextSequence();
      done(world.file(FilingKind.ENROLMENT, with));
      assertEquals(before, world.ledger.nextSequence());
    }
  }

  @Test
  void evidenceIsNotAppraisedWithoutTrustedTime() {
    try (var world = new GateWorld().start()) {
      open(world);
      refused(RefusalCode.NO_TRUSTED_TIME, enrol(world, People.key()));
    }
  }

  @Test
  void anEnrolmentThatTheDiskDoesNotTakeDoesNotCount() {
    try (var world = GateWorld.running()) {
      open(world);
      var phone = People.key();
      world.disk.fallIll(DurableRefusal.DISK_FULL);
      assertInstanceOf(FilingAnswer.Undecided.class, enrol(world, phone));
      mayNot(RefusalCode.NOT_ENROLLED, world, phone, driver(phone.publicKey()), People.OWNER_GRANT);
      world.disk.heal();
    }
  }

  @Test
  void aRevokedKeyCommandsNoMoreAlsoAfterAPowerCut() {
    try (var world = GateWorld.running()) {
      mayCommand(world, People.DRIVER, People.DRIVER_GRANT, People.OWNER_GRANT);
      var statement = Filings.revocation(People.OWNER, People.DRIVER.publicKey());
      var receipt = done(owner(world, statement)).receipt().orElseThrow();
      assertEquals(ReceiptOutcome.DONE, world.receipt(receipt).outcome());
      mayNot(
          RefusalCode.REVOKED_KEY, world, People.DRIVER, People.DRIVER_GRANT, People.OWNER_GRANT);
      world.killAndRestart();
      world.knowTheTime();
      mayNot(
          RefusalCode.REVOKED_KEY, world, People.DRIVER, People.DRIVER_GRANT, People.OWNER_GRANT);
      long before = world.ledger.nextSequence();
      assertEquals(Optional.of(receipt), done(owner(world, statement)).receipt(), "the same again");
      assertEquals(before, world.ledger.nextSequence(), "and no other line");
    }
  }

  @Test
  void aRevokedKeyDoesNotEnrolAgain() {
    try (var world = GateWorld.running()) {
      var phone = People.key();
      owner(world, Filings.revocation(People.OWNER, phone.publicKey()));
      open(world);
      assertEquals(new FilingAnswer.Stranger(RefusalCode.REVOKED_KEY), enrol(world, phone));
    }
  }

  @Test
  void ownersRevokeWithoutTheTimeAndWithoutABeacon() {
    try (var world = new GateWorld().start()) {
      var statement = Filings.revocation(People.OWNER, People.DRIVER.publicKey());
      world.pass(Duration.ofDays(3));
      done(owner(world, statement));
    }
  }

  @Test
  void anOwnerIsRevokedByAnotherWithPresence() {
    try (var world = GateWorld.running()) {
      var second = world.guest();
      var asOwner = Filings.grant(second.publicKey(), Role.OWNER, People.EPOCH, People.OWNER);
      // Nobody registered that grant: that the key is an owner's was seen from its command.
      mayCommand(world, second, asOwner, People.OWNER_GRANT);
      var statement = Filings.revocation(People.OWNER, second.publicKey());
      refused(RefusalCode.PRESENCE_MISSING, owner(world, statement));
      mayCommand(world, second, asOwner, People.OWNER_GRANT);
      world.present(Signal.REVOKE_OWNER);
      done(owner(world, statement));
      mayNot(RefusalCode.REVOKED_KEY, world, second, asOwner, People.OWNER_GRANT);
    }
  }

  @Test
  void nobodyRevokesWhatHisOwnRightComesFrom() {
    try (var world = GateWorld.running()) {
      var second = world.guest();
      var asOwner = Filings.grant(second.publicKey(), Role.OWNER, People.EPOCH, People.OWNER);
      world.present(Signal.REVOKE_OWNER);
      refused(
          RefusalCode.SELF_REVOCATION,
          world.file(
              FilingKind.OWNER_STATEMENT,
              OwnerStatementCodec.encode(
                  Filings.revocation(second, People.OWNER.publicKey()),
                  List.of(asOwner, People.OWNER_GRANT))));
    }
  }

  @Test
  void aStatementWithAFlippedBitIsAStrangers() {
    try (var world = GateWorld.running()) {
      var statement = Filings.revocation(People.OWNER, People.DRIVER.publicKey());
      assertEquals(
          new FilingAnswer.Stranger(RefusalCode.BAD_SIGNATURE),
          owner(world, Draft.withAFlippedBit(statement)));
      mayCommand(world, People.DRIVER, People.DRIVER_GRANT, People.OWNER_GRANT);
    }
  }

  private static Bytes handOver(Signer buyer) {
    return Filings.signed(Filings.handOverTo(buyer.publicKey(), NEXT));
  }

  private static Bytes ownGrant(Signer buyer) {
    return Filings.grant(buyer.publicKey(), Role.OWNER, NEXT, buyer);
  }

  /** After a day the appraisals of these tests are over; a boot later it is the same day again. */
  private static void dayOfTheAppraisals(GateWorld world) {
    world.restart();
    world.knowTheTime();
  }

  private static void sold(GateWorld world, Signer buyer) {
    mayCommand(world, buyer, ownGrant(buyer));
    mayNot(RefusalCode.WRONG_EPOCH, world, People.OWNER, People.OWNER_GRANT);
    mayNot(RefusalCode.WRONG_EPOCH, world, People.DRIVER, People.DRIVER_GRANT, People.OWNER_GRANT);
    assertEquals(NEXT, world.ledger.register().epoch());
  }

  @Test
  void aCarIsSoldWithConsentAndPresence() {
    try (var world = GateWorld.running()) {
      var buyer = People.key();
      var handOver = handOver(buyer);
      assertEquals(
          new FilingAnswer.Waiting(RefusalCode.NOTICE_RUNNING),
          world.file(FilingKind.HAND_OVER, handOver));
      assertInstanceOf(OwnerNotice.HandOverWaits.class, world.heard.notices.getLast());
      world.killAndRestart();
      world.knowTheTime();
      assertInstanceOf(OwnerNotice.HandOverWaits.class, world.heard.notices.getLast());
      done(owner(world, Filings.consent(handOver, People.OWNER)));
      assertEquals(
          new FilingAnswer.Waiting(RefusalCode.PRESENCE_MISSING),
          world.file(FilingKind.HAND_OVER, handOver));
      world.killAndRestart();
      world.knowTheTime();
      world.present(Signal.HAND_OVER);
      sold(world, buyer);
      world.killAndRestart();
      world.knowTheTime();
      sold(world, buyer);
      var receipt = done(world.file(FilingKind.HAND_OVER, handOver)).receipt().orElseThrow();
      assertEquals(ReceiptOutcome.DONE, world.receipt(receipt).outcome());
      assertEquals(NEXT, world.heard.checkpoint().epoch());
    }
  }

  @Test
  void theBuyerEnrolsAndGrantsInHisTurn() {
    try (var world = GateWorld.running()) {
      var buyer = People.key();
      var handOver = handOver(buyer);
      world.file(FilingKind.HAND_OVER, handOver);
      owner(world, Filings.consent(handOver, People.OWNER));
      world.present(Signal.HAND_OVER);
      var statement =
          OwnerStatementCodec.encode(Filings.windowRequest(world, buyer), List.of(ownGrant(buyer)));
      done(world.file(FilingKind.OWNER_STATEMENT, statement));
      world.present(Signal.ENROL);
      var child = People.key();
      done(enrol(world, child));
      mayCommand(
          world,
          child,
          Filings.grant(child.publicKey(), Role.DRIVER, NEXT, buyer),
          ownGrant(buyer));
    }
  }

  @Test
  void withoutConsentTheNoticeIsADayThatTheUnitMeasured() {
    try (var world = GateWorld.running()) {
      var buyer = People.key();
      var handOver = handOver(buyer);
      world.file(FilingKind.HAND_OVER, handOver);
      world.pass(Duration.ofHours(10));
      world.lookedAround();
      // The unit was off, for who knows how long: its clock begins anew.
      world.kernelBoot = "kernel-boot-2";
      world.bootNanos.set(Duration.ofDays(90).toNanos());
      world.killAndRestart();
      world.knowTheTime();
      world.present(Signal.HAND_OVER);
      assertEquals(People.EPOCH, world.ledger.register().epoch(), "ten hours are no day");
      world.pass(Duration.ofHours(13));
      world.present(Signal.HAND_OVER);
      assertEquals(People.EPOCH, world.ledger.register().epoch(), "nor are 23");
      world.pass(Duration.ofHours(1));
      world.present(Signal.HAND_OVER);
      dayOfTheAppraisals(world);
      sold(world, buyer);
    }
  }

  @Test
  void aHandOverNeedsPresenceHoweverLongItWaits() {
    try (var world = GateWorld.running()) {
      var handOver = handOver(People.key());
      world.file(FilingKind.HAND_OVER, handOver);
      world.pass(Duration.ofDays(30));
      assertEquals(
          new FilingAnswer.Waiting(RefusalCode.PRESENCE_MISSING),
          world.file(FilingKind.HAND_OVER, handOver));
      assertEquals(People.EPOCH, world.ledger.register().epoch());
    }
  }

  @Test
  void anotherHandOverToTheSameEpochDoesNotBeginTheNoticeAnew() {
    try (var world = GateWorld.running()) {
      var first = People.key();
      world.file(FilingKind.HAND_OVER, handOver(first));
      world.pass(Duration.ofHours(23));
      refused(RefusalCode.HAND_OVER_USED, world.file(FilingKind.HAND_OVER, handOver(People.key())));
      world.pass(Duration.ofHours(1));
      world.present(Signal.HAND_OVER);
      dayOfTheAppraisals(world);
      sold(world, first);
    }
  }

  @Test
  void aCarWithoutAnOwnerNeedsNeitherConsentNorNotice() {
    try (var world = new GateWorld()) {
      world.enrolment =
          Enrolment.verify(People.VEHICLE, People.EPOCH, People.HAND_OVER.publicKey(), List.of())
              .orFault();
      var _ = world.start().knowTheTime();
      world.present(Signal.ENROL);
      var first = People.key();
      done(enrol(world, first));
      world.file(FilingKind.HAND_OVER, handOver(first));
      world.present(Signal.HAND_OVER);
      mayCommand(world, first, ownGrant(first));
    }
  }

  @Test
  void theSellerCannotKeepTheCarFromTheBuyerByRevokingHisKey() {
    try (var world = GateWorld.running()) {
      var buyer = People.key();
      owner(world, Filings.revocation(People.OWNER, buyer.publicKey()));
      world.file(FilingKind.HAND_OVER, handOver(buyer));
      world.pass(Duration.ofDays(1));
      world.present(Signal.HAND_OVER);
      dayOfTheAppraisals(world);
      mayCommand(world, buyer, ownGrant(buyer));
    }
  }

  @Test
  void aPresenceSignalThatWasUsedUpSellsNoCar() {
    try (var world = GateWorld.running()) {
      var handOver = handOver(People.key());
      world.file(FilingKind.HAND_OVER, handOver);
      owner(world, Filings.windowRequest(world, People.OWNER));
      // One and the same signal of the car is configured for both.
      world.pass(Duration.ofMillis(1));
      world.presence.give(Signal.HAND_OVER, world.bootNanos.get());
      world.presence.give(Signal.ENROL, world.bootNanos.get());
      world.lookedAround();
      assertTrue(world.gate.offer().isPresent());
      owner(world, Filings.consent(handOver, People.OWNER));
      assertEquals(
          new FilingAnswer.Waiting(RefusalCode.PRESENCE_MISSING),
          world.file(FilingKind.HAND_OVER, handOver));
      assertFalse(world.heard.notices.getLast() instanceof OwnerNotice.HandedOver);
    }
  }

  @Test
  void aGrantByTheFormerOwnerWithANewEpochIsWorthNothing() {
    try (var world = GateWorld.running()) {
      var buyer = People.key();
      var handOver = handOver(buyer);
      world.file(FilingKind.HAND_OVER, handOver);
      owner(world, Filings.consent(handOver, People.OWNER));
      world.present(Signal.HAND_OVER);
      mayNot(
          RefusalCode.UNKNOWN_KEY,
          world,
          People.OWNER,
          Filings.grant(People.OWNER.publicKey(), Role.OWNER, NEXT, People.OWNER));
      mayNot(
          RefusalCode.UNKNOWN_KEY,
          world,
          People.OWNER,
          Filings.grant(People.OWNER.publicKey(), Role.OWNER, NEXT, People.HAND_OVER));
    }
  }
}
