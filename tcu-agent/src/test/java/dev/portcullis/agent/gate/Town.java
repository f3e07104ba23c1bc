package dev.portcullis.agent.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.agent.grant.Presence.Signal;
import dev.portcullis.agent.policy.Policy;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.crypto.message.OwnerStatementCodec;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Everybody around one car who does things at random, and what the car promised them. What it was
 * not seen to promise it may have done or not: a power cut leaves that open, and its own register
 * says which. What it promised is written down here and nowhere else.
 */
final class Town {

  private final GateWorld world;
  private final Random random;
  private final List<Phone> phones = new ArrayList<>();
  private final Map<Digest, Long> revokedByOwners = new HashMap<>();
  private final Set<Digest> revokedByTheManufacturer = new HashSet<>();
  private final Set<Digest> seenRevoked = new HashSet<>();
  private final Set<Digest> enrolled = new HashSet<>();
  private final Set<Digest> everTriedToEnrol = new HashSet<>();
  private final Map<Long, SoftwareSigner> buyers = new HashMap<>();
  private final List<Bytes> done = new ArrayList<>();
  private long epoch = People.EPOCH;
  private long revocationSequence = People.REVOCATION_SEQUENCE;
  private long checkpoints;

  /** A key, and the chain of grants somebody gave it. */
  private record Phone(SoftwareSigner key, List<Bytes> chain, long epoch, List<Digest> above) {
    Digest id() {
      return key.publicKey().thumbprint();
    }
  }

  Town(GateWorld world, Random random) {
    this.world = world;
    this.random = random;
  }

  Random random() {
    return random;
  }

  /** The epoch that the car is in. */
  private long now() {
    return Math.max(People.EPOCH, world.ledger.register().epoch());
  }

  private Signer owner() {
    var buyer = buyers.get(now());
    return buyer == null ? People.OWNER : buyer;
  }

  private Bytes ownersGrant() {
    return now() == People.EPOCH
        ? People.OWNER_GRANT
        : Filings.grant(owner().publicKey(), Role.OWNER, now(), owner());
  }

  private FilingAnswer say(Bytes statement, Bytes... grants) {
    world.pass(Duration.ofMillis(50));
    return world.file(
        FilingKind.OWNER_STATEMENT, OwnerStatementCodec.encode(statement, List.of(grants)));
  }

  private boolean maybe() {
    return random.nextInt(3) > 0;
  }

  void enrol() {
    var phone = People.key();
    boolean asked = maybe();
    boolean present = maybe();
    if (asked) {
      var _ = say(Filings.windowRequest(world, owner()), ownersGrant());
    }
    if (present) {
      world.present(Signal.ENROL);
    }
    world.lookedAround();
    if (world.gate.offer().isEmpty()) {
      return;
    }
    var context = Filings.offer(world).context();
    var holder = maybe() ? phone : People.STRANGER;
    if (holder.equals(phone)) {
      everTriedToEnrol.add(phone.publicKey().thumbprint());
    }
    phones.add(granted(phone, Role.DRIVER));
    var answer =
        world.file(
            FilingKind.ENROLMENT,
            Filings.enrolment(context, phone, Filings.evidence(context, holder)));
    if (answer instanceof FilingAnswer.Done) {
      assertTrue(holder.equals(phone), "evidence of another key");
      enrolled.add(phone.publicKey().thumbprint());
    }
  }

  private Phone granted(SoftwareSigner key, Role role) {
    return new Phone(
        key,
        List.of(Filings.grant(key.publicKey(), role, now(), owner()), ownersGrant()),
        now(),
        List.of(owner().publicKey().thumbprint()));
  }

  /** Of an enrolled phone an owner, or of an owner's friend a driver. */
  void grant() {
    if (phones.isEmpty()) {
      return;
    }
    int which = random.nextInt(phones.size());
    var phone = phones.get(which);
    var by = phones.get(random.nextInt(phones.size()));
    if (maybe() || by.key().equals(phone.key()) || by.epoch() != now()) {
      phones.set(which, granted(phone.key(), maybe() ? Role.OWNER : Role.DRIVER));
    } else {
      var above = new ArrayList<>(by.above());
      above.add(by.id());
      phones.set(
          which,
          new Phone(
              phone.key(),
              List.of(
                  Filings.grant(phone.key().publicKey(), Role.DRIVER, now(), by.key()),
                  by.chain().getFirst(),
                  by.chain().getLast()),
              now(),
              above));
    }
    var registered = phones.get(which);
    if (maybe() && registered.chain().size() == 2) {
      remember(say(registered.chain().getFirst(), ownersGrant()), registered.chain().getFirst());
    }
  }

  private void remember(FilingAnswer answer, Bytes statement) {
    if (answer instanceof FilingAnswer.Done) {
      done.add(OwnerStatementCodec.encode(statement, List.of(ownersGrant())));
      if (done.size() > 5) {
        done.removeFirst();
      }
    }
  }

  void ownersRevoke() {
    if (phones.isEmpty()) {
      return;
    }
    var lost = phones.get(random.nextInt(phones.size()));
    if (maybe()) {
      world.present(Signal.REVOKE_OWNER);
    }
    var keys = List.of(maybe() ? lost.id() : owner().publicKey().thumbprint());
    var statement = Filings.revocation(now(), owner(), keys);
    var answer = say(statement, ownersGrant());
    if (answer instanceof FilingAnswer.Done) {
      assertEquals(List.of(lost.id()), keys, "an owner revoked himself");
      revokedByOwners.put(lost.id(), now());
      remember(answer, statement);
    }
  }

  void manufacturerRevokes() {
    var keys =
        phones.isEmpty() || !maybe()
            ? new PublicKey[] {People.STRANGER.publicKey()}
            : new PublicKey[] {phones.get(random.nextInt(phones.size())).key().publicKey()};
    long here = reached();
    boolean gap = !maybe();
    var document = Filings.revocations(here + 2, gap ? here + 1 : here, keys);
    var answer = world.file(FilingKind.REVOCATIONS, document);
    if (answer instanceof FilingAnswer.Done) {
      assertFalse(gap, "a document was held back, and nobody noticed");
      revokedByTheManufacturer.addAll(Filings.thumbprints(keys));
      revocationSequence = here + 2;
    }
  }

  private long reached() {
    return Math.max(
        world.policy.revocationSequence(), world.ledger.register().withdrawn().sequence());
  }

  /** With a list of revoked keys that is as old as before, or as new as the documents. */
  void changePolicy() {
    var before = world.policy;
    boolean lifting = random.nextBoolean();
    var next =
        new Policy(
            before.sequence() + 1,
            before.validity(),
            before.time(),
            before.attestation(),
            before.commands(),
            before.allowance(),
            before.revoked(),
            lifting ? reached() : before.revocationSequence(),
            before.authorities());
    // Whoever installs it puts the file there first: a start after a power cut finds it.
    world.policy = next;
    if (lifting) {
      revokedByTheManufacturer.clear();
    }
    world.gate.offer(next, People.authority());
    world.heard.await("the policy", () -> world.heard.policiesAdopted.contains(next.sequence()));
  }

  void handOver() {
    var buyer = People.key();
    long next = now() + 1 + random.nextInt(2);
    var handOver = Filings.signed(Filings.handOverTo(buyer.publicKey(), next));
    // Where another one waits, this one may be refused; the car's own epoch says whose it is.
    buyers.putIfAbsent(next, buyer);
    if (!buyer.equals(buyers.get(next))) {
      return;
    }
    var _ = world.file(FilingKind.HAND_OVER, handOver);
    boolean agreed = maybe();
    if (agreed) {
      agreed = say(Filings.consent(handOver, owner()), ownersGrant()) instanceof FilingAnswer.Done;
    } else if (maybe()) {
      world.pass(Duration.ofHours(25));
    }
    if (maybe()) {
      world.present(Signal.HAND_OVER);
      if (agreed) {
        assertEquals(next, now(), "consent and presence were there");
      }
    }
    // The appraisals of these tests are of one day only.
    world.restart();
    world.knowTheTime();
  }

  void somebodyCommands() {
    var who = random.nextInt(phones.size() + 1);
    if (who == phones.size()) {
      var _ = command(owner(), List.of(ownersGrant()));
    } else {
      var _ = command(phones.get(who).key(), phones.get(who).chain());
    }
  }

  private Decision.Result command(Signer key, List<Bytes> chain) {
    var draft = world.draft();
    draft.phone = key;
    draft.grants = chain;
    draft.policySequence = 0;
    draft.revocationSequence = 0;
    return world.deliver(draft.build()).result();
  }

  /** What was answered as done is so, and nothing fell. */
  void keepsEveryPromise() {
    var register = world.ledger.register();
    assertTrue(now() >= epoch, "the epoch fell");
    if (now() > epoch) {
      done.clear();
      epoch = now();
    }
    assertTrue(reached() >= revocationSequence, "the revocation sequence fell");
    revocationSequence = reached();
    assertTrue(register.checkpoints().count() >= checkpoints, "checkpoints count anew");
    checkpoints = register.checkpoints().count();
    seenRevoked.addAll(register.revoked());
    revokedByOwners.forEach((key, when) -> {
      if (when == now()) {
        assertTrue(register.revoked().contains(key), "a revocation was forgotten");
      }
    });
    for (Digest key : enrolled) {
      assertTrue(
          register.find(key).isPresent() || revokedOnce(key), "an enrolled key was forgotten");
    }
    for (Bytes statement : done) {
      assertInstanceOf(FilingAnswer.Done.class, world.file(FilingKind.OWNER_STATEMENT, statement));
    }
  }

  private boolean revokedOnce(Digest key) {
    return revokedByOwners.containsKey(key) || seenRevoked.contains(key);
  }

  private boolean isRevoked(Digest key) {
    return revokedByTheManufacturer.contains(key)
        || Optional.ofNullable(revokedByOwners.get(key)).filter(when -> when == now()).isPresent();
  }

  void noRevokedKeyCommands() {
    for (Phone phone : phones) {
      boolean bad =
          isRevoked(phone.id())
              || phone.above().stream().anyMatch(this::isRevoked)
              || phone.epoch() != now()
              || !everTriedToEnrol.contains(phone.id());
      if (bad) {
        assertInstanceOf(
            Decision.Result.Refused.class, command(phone.key(), phone.chain()), "a bad key");
      }
    }
    if (now() > People.EPOCH) {
      assertEquals(
          new Decision.Result.Refused(RefusalCode.WRONG_EPOCH),
          command(People.OWNER, List.of(People.OWNER_GRANT)));
    }
  }

  /** Who was told that it is done can count on it. */
  void everyGoodKeyCommands() {
    assertInstanceOf(
        Decision.Result.Confirmed.class, command(owner(), List.of(ownersGrant())), "the owner");
    var register = world.ledger.register();
    for (Phone phone : phones) {
      boolean good =
          phone.chain().size() == 2
              && phone.epoch() == now()
              && enrolled.contains(phone.id())
              && register.find(phone.id()).isPresent()
              && !isRevoked(phone.id())
              && !register.withdrawn().keys().contains(phone.id());
      if (good) {
        assertInstanceOf(
            Decision.Result.Confirmed.class, command(phone.key(), phone.chain()), "a good key");
      }
    }
  }

  /** However it ended: the manufacturer, presence and a day make somebody the owner. */
  void thereIsAWayBack() {
    var heir = People.key();
    long next = now() + 5;
    var handOver = Filings.signed(Filings.handOverTo(heir.publicKey(), next));
    var _ = world.file(FilingKind.HAND_OVER, handOver);
    world.pass(Duration.ofHours(24));
    world.present(Signal.HAND_OVER);
    assertEquals(next, now());
    world.killAndRestart();
    world.knowTheTime();
    buyers.put(next, heir);
    assertInstanceOf(
        Decision.Result.Confirmed.class, command(heir, List.of(ownersGrant())), "the heir");
  }
}
