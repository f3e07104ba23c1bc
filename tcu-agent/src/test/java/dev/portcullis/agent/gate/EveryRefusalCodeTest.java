package dev.portcullis.agent.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.token.CompactJws;
import dev.portcullis.crypto.attest.token.EarIssuer;
import dev.portcullis.crypto.attest.token.TrustTier;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.message.Attestation;
import dev.portcullis.crypto.message.BootId;
import dev.portcullis.crypto.message.Channel;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.Grant;
import dev.portcullis.crypto.message.GrantCodec;
import dev.portcullis.crypto.message.GrantId;
import dev.portcullis.crypto.message.Nonce;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.Role;
import dev.portcullis.crypto.message.Stage;
import dev.portcullis.crypto.message.Uses;
import dev.portcullis.crypto.message.VehicleId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each code of the closed list, produced through the gate by a request that differs in one thing.
 */
final class EveryRefusalCodeTest {

  /** Codes whose request nobody answers: whoever sent it has not shown to hold a key. */
  private static final Set<RefusalCode> TO_STRANGERS =
      EnumSet.of(
          RefusalCode.TOO_LARGE,
          RefusalCode.MALFORMED,
          RefusalCode.UNKNOWN_COMMAND,
          RefusalCode.ZERO_COUNTER,
          RefusalCode.ZERO_LIFETIME,
          RefusalCode.WRONG_VEHICLE,
          RefusalCode.UNKNOWN_KEY,
          RefusalCode.REVOKED_KEY,
          RefusalCode.GRANT_MISMATCH,
          RefusalCode.BAD_GRANT,
          RefusalCode.WRONG_EPOCH,
          RefusalCode.NOT_ENROLLED,
          RefusalCode.NO_SIGNATURE,
          RefusalCode.BAD_SIGNATURE);

  /** Leaves the world with one decision more, the one that is looked at. */
  private interface Scenario {
    void play(GateWorld world);
  }

  private static final Map<RefusalCode, Scenario> SCENARIOS = new EnumMap<>(RefusalCode.class);

  private static void scenario(RefusalCode code, Scenario scenario) {
    SCENARIOS.put(code, scenario);
  }

  /** A genuine request with one change. */
  private static void changed(RefusalCode code, Consumer<Draft> change) {
    scenario(
        code,
        world -> {
          var draft = world.draft();
          change.accept(draft);
          var _ = world.deliver(draft.build());
        });
  }

  /** A genuine request to a car that answers so. */
  private static void answered(RefusalCode code, Car.Actuation answer) {
    scenario(
        code,
        world -> {
          world.car.answerNext(answer);
          var _ = world.deliver(world.draft().build());
        });
  }

  private static void obstructed(RefusalCode code) {
    scenario(
        code,
        world -> {
          world.car.obstacle(code);
          var _ = world.deliver(world.draft().build());
        });
  }

  static {
    parse();
    authenticate();
    attest();
    admit();
    authorise();
    actuate();
  }

  private static void parse() {
    scenario(
        RefusalCode.TOO_LARGE,
        world -> {
          var _ = world.deliver(Bytes.of(new byte[Parse.MAX_REQUEST + 1]));
        });
    changed(
        RefusalCode.MALFORMED,
        draft -> draft.alterRequest = bytes -> Bytes.concat(bytes, Bytes.of((byte) 0)));
    changed(
        RefusalCode.UNKNOWN_COMMAND,
        draft -> draft.alterCommand = field(draft, 3, CborItem.text("self-destruct")));
    changed(
        RefusalCode.ZERO_COUNTER, draft -> draft.alterCommand = field(draft, 9, CborItem.uint(0)));
    changed(
        RefusalCode.ZERO_LIFETIME,
        draft -> draft.alterCommand = field(draft, 10, CborItem.uint(0)));
  }

  private static void authenticate() {
    changed(RefusalCode.WRONG_VEHICLE, draft -> draft.vehicle = VehicleId.random(People.RANDOM));
    changed(RefusalCode.UNKNOWN_KEY, draft -> draft.phone = People.STRANGER);
    changed(
        RefusalCode.REVOKED_KEY,
        draft ->
            draft.signedBy(
                People.REVOKED,
                GrantCodec.sign(
                    People.grant(People.REVOKED.publicKey(), Role.DRIVER), People.OWNER)));
    changed(
        RefusalCode.GRANT_MISMATCH,
        draft -> draft.grantDigest = Optional.of(Digest.of(Bytes.utf8("another grant"))));
    changed(
        RefusalCode.BAD_GRANT,
        draft ->
            draft.signedBy(
                People.GUESTS.getFirst(),
                Draft.withAFlippedBit(
                    GrantCodec.sign(
                        People.grant(People.GUESTS.getFirst().publicKey(), Role.DRIVER),
                        People.OWNER))));
    changed(
        RefusalCode.NOT_ENROLLED,
        draft ->
            draft.signedBy(
                People.STRANGER,
                GrantCodec.sign(
                    People.grant(People.STRANGER.publicKey(), Role.DRIVER), People.OWNER)));
    changed(
        RefusalCode.WRONG_EPOCH,
        draft ->
            draft.signedBy(People.DRIVER, driverGrant(grant -> grant.epoch = People.EPOCH - 1)));
    changed(
        RefusalCode.NO_SIGNATURE,
        draft -> draft.alterCommand = bytes -> Draft.withSignature(bytes, Bytes.empty()));
    changed(RefusalCode.BAD_SIGNATURE, draft -> draft.alterCommand = Draft::withAFlippedBit);
    scenario(
        RefusalCode.BUSY,
        world -> {
          var held = world.car.hold();
          for (int i = 0; i < 8; i++) {
            var _ = world.deliverOnly(world.draft().build());
          }
          var _ = world.deliver(world.draft().build());
          held.countDown();
        });
  }

  private static void attest() {
    scenario(
        RefusalCode.NO_TRUSTED_TIME,
        world -> {
          world.restart();
          var _ = world.deliver(world.draft().build());
        });
    changed(
        RefusalCode.NO_ATTESTATION,
        draft -> draft.app = Optional.of(new Attestation("ear+jwt", Bytes.empty())));
    changed(
        RefusalCode.UNKNOWN_FORMAT,
        draft -> draft.app = Optional.of(new Attestation("horoscope", Bytes.utf8("fine"))));
    changed(
        RefusalCode.BAD_ATTESTATION,
        draft -> draft.app = Optional.of(new Attestation("ear+jwt", Bytes.utf8("a.b.c"))));
    changed(RefusalCode.KEY_IN_HEADER, draft -> draft.app = Optional.of(ownKeyInHeader(draft)));
    changed(
        RefusalCode.SHARED_SECRET,
        draft ->
            draft.app =
                Optional.of(
                    new Attestation(
                        "approov+jwt",
                        CompactJws.sign(
                            People.STRANGER,
                            Bytes.utf8("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"),
                            Bytes.utf8("{}")))));
    changed(
        RefusalCode.ATTESTATION_EXPIRED, draft -> draft.app = Optional.of(earUntil(People.NOW)));
    changed(
        RefusalCode.NOT_AFFIRMING,
        draft ->
            draft.app =
                Optional.of(
                    People.ear(
                        AttesterRole.APP, People.OWNER.publicKey(), TrustTier.CONTRAINDICATED)));
    changed(
        RefusalCode.KEY_MISMATCH,
        draft ->
            draft.app =
                Optional.of(
                    People.ear(AttesterRole.APP, People.DRIVER.publicKey(), TrustTier.AFFIRMING)));
    changed(
        RefusalCode.ATTESTATION_MISMATCH,
        draft -> draft.attestationDigest = Optional.of(Digest.of(Bytes.utf8("another"))));
    changed(
        RefusalCode.APP_NOT_LISTED,
        draft ->
            draft.app =
                Optional.of(
                    People.ear(
                        AttesterRole.APP,
                        "repackaged.example",
                        People.OWNER.publicKey(),
                        TrustTier.AFFIRMING,
                        People.NOW.plusSeconds(60))));
    changed(
        RefusalCode.WRONG_ROLE,
        draft ->
            draft.app =
                Optional.of(
                    People.ear(
                        AttesterRole.BACK_END, People.OWNER.publicKey(), TrustTier.AFFIRMING)));
    changed(RefusalCode.BACK_END_UNATTESTED, draft -> draft.backEnd = People.STRANGER);
    changed(
        RefusalCode.NO_COUNTERSIGNATURE,
        draft -> draft.alterRequest = bytes -> Draft.withSignature(bytes, Bytes.empty()));
    changed(RefusalCode.BAD_COUNTERSIGNATURE, draft -> draft.alterRequest = Draft::withAFlippedBit);
    changed(RefusalCode.SELF_COUNTERSIGNED, draft -> draft.backEnd = People.OWNER);
  }

  private static void admit() {
    scenario(
        RefusalCode.REPLAYED,
        world -> {
          var request = world.draft().build();
          var _ = world.deliver(request);
          var _ = world.deliver(request);
        });
    scenario(
        RefusalCode.COUNTER_REUSED,
        world -> {
          var first = world.draft();
          var _ = world.deliver(first.build());
          var second = world.draft();
          second.counter = first.counter;
          var _ = world.deliver(second.build());
        });
    scenario(
        RefusalCode.STALE_COUNTER,
        world -> {
          var ahead = world.draft();
          ahead.counter = 1000;
          var _ = world.deliver(ahead.build());
          var behind = world.draft();
          behind.counter = 1000 - 64;
          var _ = world.deliver(behind.build());
        });
    changed(RefusalCode.WRONG_BOOT, draft -> draft.boot = BootId.random(People.RANDOM));
    changed(RefusalCode.WRONG_NONCE, draft -> draft.nonce = Nonce.random(People.RANDOM));
    scenario(
        RefusalCode.BEACON_EXPIRED,
        world -> {
          var request = world.draft().build();
          world.pass(GateWorld.LIFETIME.plusNanos(1));
          var _ = world.deliver(request);
        });
    changed(
        RefusalCode.GRANT_EXPIRED,
        draft -> draft.signedBy(People.DRIVER, driverGrant(grant -> grant.notAfter = People.NOW)));
    changed(
        RefusalCode.GRANT_NOT_YET_VALID,
        draft ->
            draft.signedBy(
                People.DRIVER, driverGrant(grant -> grant.notBefore = People.NOW.plusSeconds(1))));
    scenario(
        RefusalCode.STATE_ROLLED_BACK,
        world -> {
          var _ = world.file(FilingKind.ECHO, Filings.checkpoint(99, world));
          var _ = world.deliver(world.draft().build());
        });
    changed(RefusalCode.POLICY_BEHIND, draft -> draft.policySequence = People.POLICY_SEQUENCE + 1);
    scenario(
        RefusalCode.SUPERSEDED,
        world -> {
          var older = world.draft();
          world.pass(GateWorld.SLOT);
          var newer = world.draft();
          newer.name = CommandName.LOCK;
          var _ = world.deliver(newer.build());
          var _ = world.deliver(older.build());
        });
    scenario(
        RefusalCode.ALLOWANCE_USED,
        world -> {
          world.gate.close();
          world.policy = People.policy(1);
          world.ledger = world.openLedger();
          var _ = world.start().knowTheTime();
          var _ = world.deliver(world.draft().build());
          var _ = world.deliver(world.draft().build());
        });
  }

  private static void authorise() {
    changed(
        RefusalCode.NOT_GRANTED,
        draft ->
            draft.signedBy(
                People.DRIVER,
                driverGrant(grant -> grant.commands = EnumSet.of(CommandName.LOCK))));
    changed(
        RefusalCode.GRANT_USED_UP,
        draft -> {
          var secondOwner = People.GUESTS.getFirst();
          var counted =
              GrantCodec.sign(
                  People.grant(
                      secondOwner.publicKey(),
                      Role.OWNER,
                      EnumSet.allOf(CommandName.class),
                      new Uses.Counted(1)),
                  People.OWNER);
          draft.phone = People.DRIVER;
          draft.grants =
              List.of(
                  GrantCodec.sign(
                      People.grant(People.DRIVER.publicKey(), Role.DRIVER), secondOwner),
                  counted,
                  People.OWNER_GRANT);
        });
    changed(
        RefusalCode.CHANNEL_NOT_GRANTED,
        draft ->
            draft.signedBy(
                People.DRIVER, driverGrant(grant -> grant.channels = List.of(Channel.LOCAL))));
    changed(RefusalCode.WRONG_CHANNEL, draft -> draft.channel = Channel.LOCAL);
    changed(
        RefusalCode.POLICY_FORBIDS,
        draft -> draft.signedBy(People.DRIVER, driverGrant(grant -> grant.role = Role.SERVICE)));
    scenario(
        RefusalCode.POLICY_STALE,
        world -> {
          world.gate.close();
          world.policy = PolicyChangeTest.until(world.policy, People.NOW);
          world.ledger = world.openLedger();
          var _ = world.start().knowTheTime();
          var trunk = world.draft();
          trunk.name = CommandName.TRUNK;
          var _ = world.deliver(trunk.build());
        });
    obstructed(RefusalCode.STATE_UNKNOWN);
    obstructed(RefusalCode.CONDITION_UNMET);
    obstructed(RefusalCode.NOT_STANDING);
    obstructed(RefusalCode.NOT_PARKED);
    obstructed(RefusalCode.OPENING_NOT_SHUT);
    obstructed(RefusalCode.ENGINE_NOT_REMOTE);
    obstructed(RefusalCode.DRIVER_PRESENT);
    obstructed(RefusalCode.ENGINE_RUNNING);
  }

  private static void actuate() {
    answered(RefusalCode.BAD_ARGUMENT, new Car.Actuation.NotTransmitted(RefusalCode.BAD_ARGUMENT));
    answered(
        RefusalCode.FRAME_NOT_PERMITTED,
        new Car.Actuation.NotTransmitted(RefusalCode.FRAME_NOT_PERMITTED));
    answered(
        RefusalCode.CONFIGURATION_CHANGING,
        new Car.Actuation.NotTransmitted(RefusalCode.CONFIGURATION_CHANGING));
    answered(RefusalCode.ADAPTER_GONE, new Car.Actuation.NotTransmitted(RefusalCode.ADAPTER_GONE));
    answered(RefusalCode.NO_FEEDBACK, new Car.Actuation.Unconfirmed(RefusalCode.NO_FEEDBACK));
    answered(
        RefusalCode.OPPOSITE_FEEDBACK,
        new Car.Actuation.Unconfirmed(RefusalCode.OPPOSITE_FEEDBACK));
    answered(RefusalCode.WRITE_STALLED, new Car.Actuation.Unconfirmed(RefusalCode.WRITE_STALLED));
    answered(RefusalCode.INTERRUPTED, new Car.Actuation.Unconfirmed(RefusalCode.INTERRUPTED));
    scenario(
        RefusalCode.JOURNAL_FULL,
        world -> {
          // The intent is durable; the limit of the run behind it finds no room.
          var start = world.draft();
          start.name = CommandName.START;
          world.disk.faultIn(2, DurableRefusal.DISK_FULL);
          var _ = world.deliver(start.build());
        });
  }

  private static UnaryOperator<Bytes> field(Draft draft, long field, CborItem value) {
    return bytes -> Draft.withField(bytes, field, value, draft.phone);
  }

  /** The driver's grant in the making. */
  private static final class GrantDraft {
    long epoch = People.EPOCH;
    Role role = Role.DRIVER;
    Set<CommandName> commands = EnumSet.allOf(CommandName.class);
    List<Channel> channels = List.of(Channel.REMOTE);
    Instant notBefore = Instant.EPOCH;
    Instant notAfter = Grant.WITHOUT_END;
  }

  private static Bytes driverGrant(Consumer<GrantDraft> change) {
    var draft = new GrantDraft();
    change.accept(draft);
    return GrantCodec.sign(
        new Grant(
            GrantId.random(People.RANDOM),
            People.VEHICLE,
            draft.epoch,
            People.DRIVER.publicKey(),
            draft.role,
            List.copyOf(draft.commands),
            draft.channels,
            draft.notBefore,
            draft.notAfter,
            new Uses.Unlimited()),
        People.OWNER);
  }

  private static Attestation earUntil(Instant until) {
    return People.ear(
        AttesterRole.APP, People.APP, People.OWNER.publicKey(), TrustTier.AFFIRMING, until);
  }

  /** Signed by a key that the token brings along. */
  private static Attestation ownKeyInHeader(Draft draft) {
    var claims =
        People.issuer(AttesterRole.APP)
            .claims(
                new EarIssuer.Verdict(
                    AttesterRole.APP, People.APP, draft.phone.publicKey(), TrustTier.AFFIRMING),
                People.NOW,
                People.NOW.plus(Duration.ofHours(1)));
    var header = "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"jwk\":{\"kty\":\"EC\"}}";
    return new Attestation("ear+jwt", CompactJws.sign(People.STRANGER, Bytes.utf8(header), claims));
  }

  /** The codes of commands; those of everything else have a test of their own. */
  private static Stream<RefusalCode> codes() {
    return Arrays.stream(RefusalCode.values())
        .filter(code -> !EveryFilingRefusalTest.codes().contains(code));
  }

  @ParameterizedTest
  @MethodSource("codes")
  void aRequestThatDiffersInOneThingIsRefusedWithItsCode(RefusalCode code) {
    try (var world = GateWorld.running()) {
      Objects.requireNonNull(SCENARIOS.get(code)).play(world);
      // What a scenario has let go on meanwhile may be confirmed by now; that has no code.
      var last =
          world.heard.decisions.stream()
              .filter(decision -> codeOf(decision.result()).isPresent())
              .reduce((_, later) -> later)
              .orElseThrow();
      assertEquals(code, codeOf(last.result()).orElseThrow());
      if (TO_STRANGERS.contains(code)) {
        assertTrue(world.heard.receipts.isEmpty(), "a stranger got a receipt");
        assertTrue(world.heard.strangers.contains(code));
      } else if (code == RefusalCode.REPLAYED) {
        assertEquals(world.heard.receipts.values().stream().toList(), world.heard.repeated);
      } else {
        receiptSays(world, code);
      }
    }
  }

  /** The code is in the sealed detail and nowhere in the clear. */
  private static void receiptSays(GateWorld world, RefusalCode code) {
    var receipts = List.copyOf(world.heard.receipts.values());
    var told =
        receipts.stream()
            .filter(receipt ->
                world.detail(receipt, world.draft().replyKey()).code().equals(Optional.of(code)))
            .toList();
    assertEquals(1, told.size(), "one receipt says " + code);
    assertFalse(
        new String(told.getFirst().toArray(), StandardCharsets.ISO_8859_1).contains(code.name()),
        "the code stands in the clear");
  }

  @ParameterizedTest
  @MethodSource("codes")
  void everyCodeHasARequestThatProducesIt(RefusalCode code) {
    assertTrue(SCENARIOS.containsKey(code), code + " is produced by no test");
  }

  @Test
  void onlyParseAndAuthenticateTurnStrangersAway() {
    for (RefusalCode code : codes().toList()) {
      boolean early = code.stage() == Stage.PARSE || code.stage() == Stage.AUTHENTICATE;
      // BUSY is both: a full lane turns a stranger away, a car that is busy answers its owner.
      assertEquals(early && code != RefusalCode.BUSY, TO_STRANGERS.contains(code), code.name());
    }
  }

  static Optional<RefusalCode> codeOf(Decision.Result result) {
    return switch (result) {
      case Decision.Result.Confirmed() -> Optional.empty();
      case Decision.Result.Refused(var code) -> Optional.of(code);
      case Decision.Result.NotTransmitted(var code) -> Optional.of(code);
      case Decision.Result.Unconfirmed(var code) -> Optional.of(code);
    };
  }
}
