package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.DetachedSignatures;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.crypto.message.Beacon;
import dev.portcullis.crypto.message.CommandId;
import dev.portcullis.crypto.message.Evidence;
import dev.portcullis.crypto.message.Grant;
import dev.portcullis.crypto.message.GrantCodec;
import dev.portcullis.crypto.message.HandOver;
import dev.portcullis.crypto.message.HandOverCodec;
import dev.portcullis.crypto.message.HandOverId;
import dev.portcullis.crypto.message.HandOverReason;
import dev.portcullis.crypto.message.Offer;
import dev.portcullis.crypto.message.OwnerNotice;
import dev.portcullis.crypto.message.Receipt;
import dev.portcullis.crypto.message.ReceiptCodec;
import dev.portcullis.crypto.message.ReceiptOutcome;
import dev.portcullis.crypto.message.Unverified;
import dev.portcullis.crypto.message.WindowNonce;
import dev.portcullis.simulator.authority.Holder;
import dev.portcullis.simulator.cloud.Provisioning;
import dev.portcullis.simulator.local.LocalAnswer;
import dev.portcullis.simulator.phone.NewKey;
import dev.portcullis.simulator.phone.PhoneKey;
import dev.portcullis.simulator.phone.Statements;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Who owns the car now, whose keys it knows, and how that changes. */
public final class Household {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration SOME_SECONDS = Duration.ofSeconds(50);

  private final SceneParts parts;
  private final AtTheCar car;
  private final Map<String, Signer> enrolled = new HashMap<>();
  private PhoneKey owner;
  private long epoch = Provisioning.EPOCH;

  Household(SceneParts parts) {
    this.parts = parts;
    this.owner = parts.owner();
    this.car = parts.atTheCar();
  }

  /** What the phone of the car's first owner holds, for good. */
  public PhoneKey firstOwner() {
    return parts.owner();
  }

  /** What the owner's phone holds. */
  public PhoneKey owner() {
    return owner;
  }

  /** The ownership epoch. */
  public long epoch() {
    return epoch;
  }

  /** The key of this name; the first time it is asked for, its phone enrols it. */
  public Signer enrolled(String name) throws InterruptedException {
    var known = enrolled.get(name);
    if (known != null) {
      return known;
    }
    var key = newKey();
    enrol(key);
    enrolled.put(name, key);
    return key;
  }

  /** A genuine phone enrols this key, and the owner lets it. */
  public void enrol(Signer key) throws InterruptedException {
    var offer = openWindow();
    var answer = present(key, offer, genuine(key, offer));
    if (!(answer instanceof LocalAnswer.Accepted)) {
      throw new IllegalStateException("a genuine phone could not enrol: " + answer);
    }
  }

  /** A phone presents this key for a window that is open, or was. */
  public LocalAnswer present(Signer key, Offer offer, Evidence evidence)
      throws InterruptedException {
    var enrolment = new NewKey(key).present(offer, evidence);
    return car.enrol(enrolment);
  }

  /** The owner asks for the window over the local link, and puts the card down. */
  public Offer openWindow() throws InterruptedException {
    var request = statements().window(beacon());
    var answer = car.state(request.encoded());
    if (!(answer instanceof LocalAnswer.Accepted)) {
      throw new IllegalStateException("the owner's wish for a window was not granted: " + answer);
    }
    return NewKey.checkOffer(car.offerByTheCard(), owner.vehicle(), car.linkKey()).orFault();
  }

  /** Whether the card is enough to open a window. */
  public boolean opensByTheCardAlone() throws InterruptedException {
    return car.offersByTheCardAlone();
  }

  /** An offer of this car's that it never made. */
  public Offer inventedOffer() {
    return new Offer(
        owner.vehicle(),
        WindowNonce.random(parts.random()),
        owner.vehicleKey(),
        SOME_SECONDS,
        car.linkKey());
  }

  /** What a locked phone with the genuine app says. */
  public Evidence genuine(Signer key, Offer offer) {
    return parts.platforms().phones().genuine(key.publicKey(), offer.context(), now());
  }

  /** The owner registers a grant, through the back-end. */
  public void register(Bytes grant) throws InterruptedException {
    state(statements().grant(grant));
  }

  /** The owner revokes a key, through the back-end. */
  public void revoke(Signer key) throws InterruptedException {
    state(statements().revoke(epoch, List.of(key.publicKey().thumbprint())));
  }

  /**
   * The car is sold: the manufacturer signs the hand-over, the seller agrees, and somebody in the
   * car puts the card down. From here on the buyer is the owner.
   */
  public void sell() throws InterruptedException {
    var buyer = newKey();
    var handOver =
        new HandOver(
            HandOverId.random(parts.random()),
            owner.vehicle(),
            owner.vehicleKey().thumbprint(),
            buyer.publicKey(),
            epoch + 1,
            HandOverReason.SALE);
    var payload = HandOverCodec.payload(handOver);
    var authority = parts.estate().signer(Holder.OEM, Holder.POLICY);
    var signatures = DetachedSignatures.sign(List.of(authority), HandOverCodec.TYPE, payload);
    var told = new CountDownLatch(1);
    parts
        .backEnd()
        .notices()
        .observe(notice -> {
          if (notice.what() instanceof OwnerNotice.HandOverWaits) {
            told.countDown();
          }
        });
    var done = expect(new CommandId(handOver.id().value()));
    var _ =
        parts
            .backEnd()
            .courier()
            .handOver(owner.vehicle(), HandOverCodec.encode(payload, signatures))
            .mapRefusal(why -> new IllegalStateException("the broker did not take it: " + why))
            .orFault();
    await("the owner was not told of the sale", told);
    state(statements().consent(Digest.of(payload)));
    car.withTheCard(done::requireDone);
    epoch = handOver.epoch();
    owner =
        new PhoneKey(
            buyer, owner.vehicle(), owner.vehicleKey(), List.of(ownGrant(buyer, handOver)));
    enrolled.clear();
  }

  /** The first grant of an epoch is the buyer's word about himself. */
  private Bytes ownGrant(Signer buyer, HandOver handOver) {
    var before = GrantCodec.parse(owner.grants().getFirst()).orFault().claims();
    return GrantCodec.sign(
        new Grant(
            before.id(),
            before.vehicle(),
            handOver.epoch(),
            buyer.publicKey(),
            before.role(),
            before.commands(),
            before.channels(),
            before.notBefore(),
            before.notAfter(),
            before.uses()),
        buyer);
  }

  private void state(Statements.Signed statement) throws InterruptedException {
    var done = expect(new CommandId(statement.id().value()));
    var _ =
        parts
            .backEnd()
            .courier()
            .statement(owner.vehicle(), statement.encoded())
            .mapRefusal(why -> new IllegalStateException("the broker did not take it: " + why))
            .orFault();
    done.requireDone();
  }

  private Answer expect(CommandId id) {
    var answer = new Answer();
    parts.backEnd().receipts().expect(id, answer::take);
    return answer;
  }

  /** The receipt of a statement, which may be on its way. */
  private static final class Answer {
    private final CountDownLatch come = new CountDownLatch(1);
    private final AtomicReference<Optional<ReceiptOutcome>> outcome =
        new AtomicReference<>(Optional.empty());

    private void take(Bytes receipt) {
      if (ReceiptCodec.parse(receipt) instanceof Outcome.Passed<Unverified<Receipt>, ?>(var read)) {
        outcome.set(Optional.of(read.claims().outcome()));
        come.countDown();
      }
    }

    private void requireDone() throws InterruptedException {
      await("no receipt came for a statement", come);
      if (!outcome.get().equals(Optional.of(ReceiptOutcome.DONE))) {
        throw new IllegalStateException("a statement was refused");
      }
    }
  }

  private static void await(String what, CountDownLatch latch) throws InterruptedException {
    if (!latch.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException(what);
    }
  }

  private Statements statements() {
    return new Statements(owner, parts.random());
  }

  private Beacon beacon() {
    return parts.backEnd().beacons().newest(owner.vehicle()).orElseThrow().beacon();
  }

  private Signer newKey() {
    return SoftwareSigner.generate(Algorithm.ES256, parts.random());
  }

  private Instant now() {
    return parts.clock().instant();
  }
}
