package dev.portcullis.simulator.attack;

import dev.portcullis.can.watch.FindingKind;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.token.EarIssuer.Verdict;
import dev.portcullis.crypto.attest.token.TrustTier;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.crypto.message.Arguments;
import dev.portcullis.crypto.message.Attestation;
import dev.portcullis.crypto.message.Beacon;
import dev.portcullis.crypto.message.Channel;
import dev.portcullis.crypto.message.CommandId;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.CommandRequest;
import dev.portcullis.crypto.message.Counter;
import dev.portcullis.crypto.message.Grant;
import dev.portcullis.crypto.message.GrantCodec;
import dev.portcullis.crypto.message.GrantId;
import dev.portcullis.crypto.message.Receipt;
import dev.portcullis.crypto.message.ReceiptCodec;
import dev.portcullis.crypto.message.ReceiptOutcome;
import dev.portcullis.crypto.message.ReplyHandle;
import dev.portcullis.crypto.message.Role;
import dev.portcullis.crypto.message.Unverified;
import dev.portcullis.crypto.message.Uses;
import dev.portcullis.simulator.authority.Estate;
import dev.portcullis.simulator.broker.MqttLogin;
import dev.portcullis.simulator.cloud.BackEnd;
import dev.portcullis.simulator.cloud.BeaconBook;
import dev.portcullis.simulator.cloud.Cloud;
import dev.portcullis.simulator.cloud.EvidenceVerifier;
import dev.portcullis.simulator.cloud.Provisioning;
import dev.portcullis.simulator.ecu.BodyController;
import dev.portcullis.simulator.ecu.ChassisController;
import dev.portcullis.simulator.phone.Draft;
import dev.portcullis.simulator.phone.Phone;
import dev.portcullis.simulator.phone.PhoneKey;
import dev.portcullis.simulator.phone.SignedCommand;
import dev.portcullis.simulator.phone.Wish;
import dev.portcullis.simulator.vehicle.SimulatedVehicle;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * Everything an attacker may have laid hands on: the phone's and the back-end's steps one by one,
 * keys, beacons, and the way to the car. Each attack takes what its story grants.
 */
public final class Scene {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LIFETIME = Duration.ofSeconds(30);
  private static final int AT_A_TIME = 8;
  private static final long FIRST_COUNTER = 1_000_000;

  /** The longest {@code maximum_age_ms} of the demo's car, and some more. */
  private static final Duration STATE_LASTS = Duration.ofMillis(700);

  private static final Duration MARGIN = Duration.ofMillis(200);
  private static final int SETTLED_FRAMES = 5;
  private static final String ON_THE_BUS = "bus ";
  private static final Duration LOOK = Duration.ofMillis(5);

  private final SceneParts parts;
  private final Household household;
  private final Map<Digest, Attestation> ownersApps = new ConcurrentHashMap<>();
  private final AtomicLong counters = new AtomicLong(FIRST_COUNTER);
  private final Map<CommandId, CommandName> sent = new ConcurrentHashMap<>();

  /** A scene in this world. */
  public Scene(SceneParts parts) {
    this.parts = parts;
    this.household = new Household(parts);
  }

  /** Keys and names. */
  public Estate estate() {
    return parts.estate();
  }

  /** The cloud, to change what it knows. */
  public Cloud cloud() {
    return parts.cloud();
  }

  /** The back-end at work. */
  public BackEnd backEnd() {
    return parts.backEnd();
  }

  /** The car itself. */
  public SimulatedVehicle vehicle() {
    return parts.vehicle();
  }

  /** What can be seen of the agent. */
  public AgentWatch agent() {
    return parts.agent();
  }

  /** What somebody can do who took the agent over. */
  public GateSeat gate() {
    return parts.gate();
  }

  /** The time of day. */
  public Instant now() {
    return parts.clock().instant();
  }

  /** Fresh randomness. */
  public SecureRandom random() {
    return parts.random();
  }

  /** Who owns the car now, and whose keys it knows. */
  public Household household() {
    return household;
  }

  /** The owner's phone. */
  public Phone owner() {
    var owner = household.owner();
    return phone(owner.signer(), owner.grants());
  }

  /** The key of the phone that was lost and revoked. */
  public Signer lostKey() {
    return parts.lost();
  }

  /** Where the next policy comes from. */
  public PolicyDesk policies() {
    return parts.policies();
  }

  /** The platforms of others that the policy knows. */
  public Platforms platforms() {
    return parts.platforms();
  }

  /** What the owner's phone got of the Verifier. */
  public Attestation ownersApp() {
    var key = household.owner().signer().publicKey();
    return ownersApps.computeIfAbsent(key.thumbprint(), _ -> appraisalOf(key));
  }

  /** What names the command that was sent under this id; empty for a stranger's. */
  public Optional<CommandName> nameOf(CommandId id) {
    return Optional.ofNullable(sent.get(id));
  }

  /** A new key on somebody's phone. */
  public Signer newKey() {
    return SoftwareSigner.generate(Algorithm.ES256, parts.random());
  }

  /** A phone with this key and these grants; its counter is above all used so far. */
  public Phone phone(Signer key, List<Bytes> grants) {
    var held = new PhoneKey(key, parts.owner().vehicle(), parts.owner().vehicleKey(), grants);
    return new Phone(held, () -> new Counter(counters.incrementAndGet()), parts.random());
  }

  /** The Verifier's affirming result for the demo's app with {@code key}. */
  public Attestation appraisalOf(PublicKey key) {
    return verdict(key, Provisioning.APP, TrustTier.AFFIRMING);
  }

  /** A result of the Verifier with any verdict about an app. */
  public Attestation verdict(PublicKey key, String app, TrustTier tier) {
    return verifier().issue(new Verdict(AttesterRole.APP, app, key, tier));
  }

  /** The Verifier. */
  public EvidenceVerifier verifier() {
    return parts.backEnd().verifier();
  }

  /** A driver's grant for {@code key}: lock and unlock, remotely, signed by the owner. */
  public Bytes driverGrant(Signer key, UnaryOperator<Grant> change) {
    var grant =
        new Grant(
            GrantId.random(parts.random()),
            parts.owner().vehicle(),
            household.epoch(),
            key.publicKey(),
            Role.DRIVER,
            List.of(CommandName.LOCK, CommandName.UNLOCK),
            List.of(Channel.REMOTE),
            now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS),
            Grant.WITHOUT_END,
            new Uses.Unlimited());
    return GrantCodec.sign(change.apply(grant), household.owner().signer());
  }

  /** The phone of a driver with such a grant. */
  public Phone driver(Signer key, UnaryOperator<Grant> change) {
    return phone(key, List.of(driverGrant(key, change), ownersGrant()));
  }

  /** An unlock or the like with this key and grant, through the genuine app and back-end. */
  public Trail sendWith(Signer key, Bytes grant, CommandName name) {
    var phone = phone(key, List.of(grant, ownersGrant()));
    var draft = draft(phone, name, appraisalOf(key.publicKey()));
    return send(draft, request(draft, phone));
  }

  /** Brings a revocation document to the car. */
  public void publish(Bytes revocations) {
    var _ =
        parts
            .backEnd()
            .courier()
            .revocations(parts.owner().vehicle(), revocations)
            .mapRefusal(why -> new IllegalStateException("the broker did not take it: " + why))
            .orFault();
  }

  /** Waits until the car's beacons say that it has this revocation document. */
  public void awaitRevocations(long sequence) throws InterruptedException {
    var come =
        beacons()
            .await(
                parts.owner().vehicle(), next -> next.revocationSequence() >= sequence, PATIENCE);
    if (come.isEmpty()) {
      throw new IllegalStateException("the car did not take the revocation document");
    }
  }

  /** The owner's own grant. */
  public Bytes ownersGrant() {
    return household.owner().grants().getFirst();
  }

  /** The newest beacon. */
  public Beacon beacon() {
    return beacons().newest(parts.owner().vehicle()).orElseThrow().beacon();
  }

  /** Waits for a beacon of a later slot than the one that {@code draft} answers. */
  public void awaitNewerBeacon(Draft draft) throws InterruptedException {
    var _ = awaitSlot(draft.command().slot() + 1);
  }

  /** Waits until the beacon that {@code draft} answers has lapsed. */
  public void outlive(Draft draft) throws InterruptedException {
    var end = now().plus(beacon().lifetime()).plus(MARGIN);
    var slot = draft.command().slot();
    while (now().isBefore(end)) {
      slot = awaitSlot(slot + 1).slot();
    }
  }

  private Beacon awaitSlot(long slot) throws InterruptedException {
    return beacons()
        .await(parts.owner().vehicle(), next -> next.slot() >= slot, PATIENCE)
        .orElseThrow(() -> new IllegalStateException("the car's beacons have ceased"))
        .beacon();
  }

  private BeaconBook beacons() {
    return parts.backEnd().beacons();
  }

  /** A command of the owner's phone over the newest beacon. */
  public Draft draft(CommandName name) {
    return draft(owner(), name, ownersApp());
  }

  /** A command of any phone over the newest beacon. */
  public Draft draft(Phone phone, CommandName name, Attestation app) {
    var wish = new Wish(name, new Arguments.None(), LIFETIME);
    return phone.draft(wish, beacon(), app, ReplyHandle.random(parts.random()));
  }

  /** The genuine back-end's request around {@code signed}, not yet countersigned. */
  public CommandRequest wrap(SignedCommand signed) {
    return parts.backEnd().countersigner().wrap(signed);
  }

  /** The owner's phone signs the draft, the back-end countersigns it. */
  public Bytes request(Draft draft) {
    return request(draft, owner());
  }

  /** A phone signs the draft, the back-end countersigns it. */
  public Bytes request(Draft draft, Phone phone) {
    return parts.backEnd().countersigner().countersign(phone.sign(draft));
  }

  /** Signs with the owner's phone, has it countersigned, and sends it. */
  public Trail send(Draft draft) {
    return send(draft, request(draft));
  }

  /**
   * Sends the owner's command, and waits until the agent has said that a frame of {@code message}
   * on the bus does not hold, and why.
   */
  public Trail sendReported(CommandName name, String message, String why)
      throws InterruptedException {
    var about = ON_THE_BUS + message;
    long before = agent().linesAbout(about);
    var trail = send(draft(name));
    agent().awaitLine(about, why, before);
    return trail;
  }

  /** Does {@code something}, and waits until the watch has told of {@code about} on the bus. */
  public void doReported(Runnable something, String about, FindingKind found)
      throws InterruptedException {
    var what = ON_THE_BUS + about;
    long before = agent().linesAbout(what);
    something.run();
    agent().awaitLine(what, found.name(), before);
  }

  /** Waits until what the agent knows of the car is too old to be gone by. */
  public void outliveState() throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(STATE_LASTS.toNanos());
  }

  /** Sends an encoded request that carries the draft's command. */
  public Trail send(Draft draft, Bytes request) {
    sent.put(draft.command().id(), draft.command().name());
    var began = parts.vehicle().now();
    deliver(request);
    return new Trail.OfCommand(draft.command().id(), 1, began);
  }

  /** Sends a command's request again. */
  public Trail sendAgain(Draft draft, Bytes request) {
    var began = parts.vehicle().now();
    deliver(request);
    return new Trail.OfCommand(draft.command().id(), 2, began);
  }

  /** Sends bytes in which the agent finds no id. */
  public Trail sendNameless(Bytes bytes) {
    var began = parts.vehicle().now();
    deliver(bytes);
    return new Trail.Nameless(began);
  }

  private void deliver(Bytes request) {
    var _ =
        parts
            .backEnd()
            .commands()
            .deliver(parts.owner().vehicle(), request, LIFETIME)
            .mapRefusal(why -> new IllegalStateException("the broker did not take it: " + why))
            .orFault();
  }

  /**
   * Sends commands of one phone faster than it may, a few at a time, until the next is one too
   * many.
   */
  public Trail hammer(Phone phone, CommandName name, Attestation app) throws InterruptedException {
    var room = new Semaphore(AT_A_TIME);
    for (int i = 0; i < parts.allowance(); i++) {
      if (!room.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("no receipt came any more after " + i + " commands");
      }
      var next = draft(phone, name, app);
      parts.backEnd().receipts().expect(next.command().id(), _ -> room.release());
      var _ = send(next, request(next, phone));
    }
    if (!room.tryAcquire(AT_A_TIME, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("a receipt is missing");
    }
    var tooMany = draft(phone, name, app);
    return send(tooMany, request(tooMany, phone));
  }

  /** Remembers what command was sent by other ways under this id. */
  public void note(Draft draft) {
    sent.put(draft.command().id(), draft.command().name());
  }

  /** Has a draft of the owner's carried out before the attack, and waits for its receipt. */
  public void carryOut(Draft draft) throws InterruptedException {
    carryOut(draft, request(draft));
  }

  /** Has the draft in this request carried out before the attack, and waits for its receipt. */
  public void carryOut(Draft draft, Bytes request) throws InterruptedException {
    var outcome = new AtomicReference<Optional<ReceiptOutcome>>(Optional.empty());
    var answered = new CountDownLatch(1);
    parts
        .backEnd()
        .receipts()
        .expect(
            draft.command().id(),
            receipt -> {
              outcome.set(outcomeOf(receipt));
              answered.countDown();
            });
    var _ = send(draft, request);
    if (!answered.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        || !outcome.get().equals(Optional.of(ReceiptOutcome.DONE))) {
      throw new IllegalStateException(
          "the " + draft.command().name().wire() + " before the attack was not carried out");
    }
  }

  private static Optional<ReceiptOutcome> outcomeOf(Bytes receipt) {
    return ReceiptCodec.parse(receipt) instanceof Outcome.Passed<Unverified<Receipt>, ?>(var read)
        ? Optional.of(read.claims().outcome())
        : Optional.empty();
  }

  /** How somebody with any certificate enters the broker who found the administrator's words. */
  public MqttLogin administrator() {
    return parts.administrator();
  }

  /** Waits until the agent has had time to see how the car is now. */
  public void settle() throws InterruptedException {
    var tap = parts.vehicle().tap();
    long chassis = tap.count(ChassisController.NAME) + SETTLED_FRAMES;
    long body = tap.count(BodyController.NAME) + SETTLED_FRAMES;
    var deadline = parts.vehicle().now().plus(PATIENCE);
    while (tap.count(ChassisController.NAME) < chassis || tap.count(BodyController.NAME) < body) {
      if (parts.vehicle().now().compareTo(deadline) > 0) {
        throw new IllegalStateException("the car's controllers are silent");
      }
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
    }
  }
}
