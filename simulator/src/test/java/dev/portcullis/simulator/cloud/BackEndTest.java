package dev.portcullis.simulator.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.Appraiser;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.Confirmation;
import dev.portcullis.crypto.attest.Occasion;
import dev.portcullis.crypto.attest.token.EarFormat;
import dev.portcullis.crypto.attest.token.PinnedKey;
import dev.portcullis.crypto.attest.token.Token;
import dev.portcullis.crypto.attest.token.TokenIssuer;
import dev.portcullis.crypto.attest.token.TokenIssuers;
import dev.portcullis.crypto.attest.token.TokenKind;
import dev.portcullis.crypto.message.BeaconCodec;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.CommandRequestCodec;
import dev.portcullis.crypto.message.Counter;
import dev.portcullis.crypto.message.ReceiptOutcome;
import dev.portcullis.crypto.message.ReplyHandle;
import dev.portcullis.crypto.message.TimeStatementCodec;
import dev.portcullis.crypto.message.VehicleId;
import dev.portcullis.simulator.authority.Estate;
import dev.portcullis.simulator.authority.Holder;
import dev.portcullis.simulator.broker.Broker;
import dev.portcullis.simulator.phone.AppEvidence.Integrity;
import dev.portcullis.simulator.phone.AppEvidenceCodec;
import dev.portcullis.simulator.phone.Exchange;
import dev.portcullis.simulator.phone.Phone;
import dev.portcullis.simulator.phone.PhoneKey;
import dev.portcullis.simulator.phone.PhoneLink;
import dev.portcullis.simulator.phone.PhoneTopics;
import dev.portcullis.simulator.phone.RemotePhone;
import dev.portcullis.simulator.phone.ServiceRefusal;
import dev.portcullis.simulator.phone.Trouble;
import dev.portcullis.simulator.phone.Wish;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Phone, back-end and broker on real connections, with a vehicle written by hand. */
class BackEndTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final InstantSource CLOCK = InstantSource.system();
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir private static Path folder;
  private static Estate estate;
  private static Cloud cloud;
  private static Broker broker;
  private static BackEnd backEnd;

  @BeforeAll
  static void startTheCloud() throws Exception {
    estate = Estate.prepare(folder, CLOCK, RANDOM);
    cloud = new Cloud(estate, CLOCK, RANDOM);
    broker =
        cloud.startBroker(
            BrokerChoice.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
    backEnd = cloud.startBackEnd(broker.address());
    assertTrue(backEnd.connectedWithin(PATIENCE));
  }

  @AfterAll
  static void stopTheCloud() {
    backEnd.close();
    broker.close();
  }

  @Test
  void carriesAPhonesCommandToTheVehicleAndTheReceiptBack() throws Exception {
    try (var vehicle = vehicle()) {
      var beacon = vehicle.publishBeacon();
      awaitBeacon(beacon.slot());
      var received = new CompletableFuture<Bytes>();
      var phone = phone();
      var evidence =
          AppEvidenceCodec.sign(Provisioning.APP, Integrity.GENUINE, phone.key().signer());
      var app = backEnd.verifier().appraise(AppEvidenceCodec.parse(evidence).orFault());
      var handle = backEnd.commands().handleFor(received::complete);
      var draft = phone.draft(Wish.of(CommandName.UNLOCK), beacon, app, handle);
      var signed = phone.sign(draft);

      assertEquals(Outcome.passed(draft.command().id()), backEnd.commands().submit(signed));
      var receipt = received.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      var answer = phone.read(receipt, draft, signed).orFault();

      assertEquals(ReceiptOutcome.DONE, answer.receipt().outcome());
      assertEquals("unlocked", answer.detail().orElseThrow().observed().get("doors"));
    }
  }

  @Test
  void letsAPhoneDoTheSameOverTheBrokerAlone() throws Exception {
    try (var vehicle = vehicle();
        var link = phoneLink()) {
      awaitBeacon(vehicle.publishBeacon().slot());
      var phone = new RemotePhone(phone(), Provisioning.APP, link, PATIENCE);
      var answer = phone.fulfil(Wish.of(CommandName.LOCK)).orFault();
      assertEquals(ReceiptOutcome.DONE, answer.receipt().outcome());
    }
  }

  @Test
  void countersignsWithTheKeyItsAttestationNames() throws Exception {
    try (var vehicle = vehicle();
        var link = phoneLink()) {
      awaitBeacon(vehicle.publishBeacon().slot());
      var phone = new RemotePhone(phone(), Provisioning.APP, link, PATIENCE);
      var answer = phone.fulfil(Wish.of(CommandName.LOCK));
      assertInstanceOf(Outcome.Passed.class, answer);
      var request = vehicle.requests.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      var result =
          appraiser()
              .appraise(
                  request.backEnd().result(), Occasion.of(AttesterRole.BACK_END, CLOCK.instant()))
              .orFault();
      assertEquals(Cloud.WORKLOAD, result.subject());
      var key = backEnd.countersigner().publicKey();
      assertEquals(new Confirmation.OfKey(key), result.confirmation());
      var encoded = backEnd.countersigner().sign(request);
      var unverified = CommandRequestCodec.parse(encoded).orFault();
      assertInstanceOf(Outcome.Passed.class, unverified.verify(key));
    }
  }

  @Test
  void tellsTheTimeOverTheNonceOfABeaconOnceWithEachKey() throws Exception {
    try (var vehicle = vehicle()) {
      var beacon = vehicle.publishBeacon();
      for (var signer : estate.signers(Holder.TIME)) {
        var encoded = vehicle.timeStatements.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        var statement =
            TimeStatementCodec.parse(encoded).orFault().verify(signer.publicKey()).orFault();
        assertEquals(beacon.nonce(), statement.nonce());
        assertEquals(beacon.boot(), statement.boot());
      }
    }
  }

  @Test
  void refusesAReplyHandleItDidNotGive() throws Exception {
    try (var vehicle = vehicle()) {
      var beacon = vehicle.publishBeacon();
      awaitBeacon(beacon.slot());
      var phone = phone();
      var evidence =
          AppEvidenceCodec.sign(Provisioning.APP, Integrity.GENUINE, phone.key().signer());
      var app = backEnd.verifier().appraise(AppEvidenceCodec.parse(evidence).orFault());
      var handle = ReplyHandle.random(RANDOM);
      var signed = phone.sign(phone.draft(Wish.of(CommandName.LOCK), beacon, app, handle));
      assertEquals(
          Outcome.refused(ServiceRefusal.UNKNOWN_HANDLE), backEnd.commands().submit(signed));
    }
  }

  @Test
  void tellsAPhoneThatTheVehicleIsUnknown() throws Exception {
    try (var link = phoneLink()) {
      var stranger =
          new PhoneKey(
              estate.signer(Holder.PHONE, Holder.COMMAND),
              VehicleId.random(RANDOM),
              estate.receiptKey(),
              List.of(provisioning().ownerGrant()));
      var phone = new Phone(stranger, counters(), RANDOM);
      var answer =
          new RemotePhone(phone, Provisioning.APP, link, PATIENCE)
              .fulfil(Wish.of(CommandName.LOCK));
      assertEquals(
          Outcome.refused(new Trouble.AtTheService(ServiceRefusal.UNKNOWN_VEHICLE)), answer);
    }
  }

  @Test
  void entersNoBeaconThatAnotherKeySignedNorAnOlderOne() throws Exception {
    try (var vehicle = vehicle()) {
      var first = vehicle.publishBeacon();
      awaitBeacon(first.slot());
      var forged = BeaconCodec.sign(first, estate.signer(Holder.PHONE, Holder.COMMAND));
      assertEquals(
          Outcome.refused(BeaconBook.BeaconRefusal.BAD_SIGNATURE), backEnd.beacons().enter(forged));
      var newest = backEnd.beacons().newest(estate.vehicle()).orElseThrow();
      assertEquals(
          Outcome.refused(BeaconBook.BeaconRefusal.OLDER),
          backEnd.beacons().enter(newest.encoded()));
    }
  }

  private static Appraiser<Token> appraiser() {
    var key = estate.signer(Holder.VERIFIER, Holder.BACK_END_RESULT).publicKey();
    var form = EvidenceVerifier.FORM;
    return new Appraiser<>(
        EarFormat.jwt(
            TokenIssuers.of(
                    List.of(
                        new TokenIssuer(
                            AttesterRole.BACK_END,
                            TokenKind.Ear.of(
                                form.encoding(), form.profile(), AttesterRole.BACK_END),
                            Optional.of(EvidenceVerifier.BACK_END_ISSUER),
                            Set.of(),
                            List.of(PinnedKey.of(key)),
                            Set.of(Cloud.WORKLOAD),
                            Duration.ofHours(2))))
                .orFault()));
  }

  private static HandWrittenVehicle vehicle() throws Exception {
    return new HandWrittenVehicle(
        estate.vehicle(),
        estate.signer(Holder.VEHICLE, Holder.RECEIPT),
        cloud.login(broker.address(), Holder.VEHICLE));
  }

  private static void awaitBeacon(long slot) throws InterruptedException {
    var found =
        backEnd.beacons().await(estate.vehicle(), beacon -> beacon.slot() == slot, PATIENCE);
    assertTrue(found.isPresent());
  }

  private static Phone phone() {
    return new Phone(
        new PhoneKey(
            estate.signer(Holder.PHONE, Holder.COMMAND),
            estate.vehicle(),
            estate.receiptKey(),
            List.of(provisioning().ownerGrant())),
        counters(),
        RANDOM);
  }

  private static Provisioning provisioning() {
    return new Provisioning(estate, CLOCK, RANDOM);
  }

  private static Supplier<Counter> counters() {
    var last = new AtomicLong();
    return () -> new Counter(last.incrementAndGet());
  }

  private static PhoneLink phoneLink() throws Exception {
    var login = cloud.login(broker.address(), Holder.PHONE);
    return PhoneLink.open(login, new PhoneTopics(estate.phone()), Exchange.random(RANDOM))
        .orFault();
  }
}
