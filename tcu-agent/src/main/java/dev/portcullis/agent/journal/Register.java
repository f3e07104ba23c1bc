package dev.portcullis.agent.journal;

import dev.portcullis.agent.journal.RegisterEntry.Effect;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.attest.KeyProtection;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.message.Checkpoint;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Who may command the vehicle, as the journal's lines add up to it. A value: each line makes
 * another one of it, so that any thread may keep the one it has.
 *
 * @param epoch the ownership epoch; it never falls
 * @param owner whom the hand-over to this epoch named; where nobody, the installed owner is meant
 * @param enrolled in the order they enrolled, at most {@value #MOST_ENROLLED}
 * @param revoked thumbprints that owners revoked in this epoch, each once; none is forgotten before
 *     the epoch ends, so there is room for {@value #MOST_REVOKED} and no more
 * @param withdrawn what the manufacturer's documents revoked
 * @param waiting the hand-over that waits, if one does
 * @param checkpoints those that were made
 * @param ahead how far the state was, if this is an old image of it
 */
public record Register(
    long epoch,
    Optional<PublicKey> owner,
    List<EnrolledKey> enrolled,
    List<Digest> revoked,
    Withdrawn withdrawn,
    Optional<WaitingHandOver> waiting,
    CheckpointTrail checkpoints,
    Optional<LaterState> ahead) {

  /** How many keys may be enrolled at a time. */
  public static final int MOST_ENROLLED = 128;

  /** How many keys owners may revoke in one epoch. */
  public static final int MOST_REVOKED = 256;

  /** Keeps copies. */
  public Register {
    enrolled = List.copyOf(enrolled);
    revoked = List.copyOf(revoked);
  }

  /**
   * A key that the vehicle appraised itself.
   *
   * @param key its thumbprint
   */
  public record EnrolledKey(
      Digest key, KeyProtection protection, String subject, Standing standing) {
    EnrolledKey with(Standing other) {
      return new EnrolledKey(key, protection, subject, other);
    }
  }

  /** Of a vehicle that knows nobody. */
  static Register empty() {
    return new Register(
        0,
        Optional.empty(),
        List.of(),
        List.of(),
        Withdrawn.nothing(),
        Optional.empty(),
        CheckpointTrail.none(),
        Optional.empty());
  }

  /** What is known of an enrolled key. */
  public Optional<EnrolledKey> find(Digest key) {
    return enrolled.stream().filter(each -> each.key().equals(key)).findFirst();
  }

  /** The digest of the revoked keys, as a checkpoint states it. */
  public Digest revokedDigest() {
    return Checkpoint.digestOf(revoked);
  }

  /**
   * Whether {@code key} can enrol: there is room, or it is there already, or a key that was never
   * granted anything makes room.
   */
  public boolean hasRoomFor(Digest key) {
    return enrolled.size() < MOST_ENROLLED
        || find(key).isPresent()
        || enrolled.stream().anyMatch(each -> each.standing() == Standing.UNGRANTED);
  }

  /** Those of {@code keys} that are not revoked yet, each once. */
  public List<Digest> notYetRevoked(List<Digest> keys) {
    return keys.stream().filter(key -> !revoked.contains(key)).distinct().toList();
  }

  /** Whether {@code entry} can follow: nothing falls, nothing revoked comes back. */
  boolean accepts(RegisterEntry entry) {
    return switch (entry) {
      case RegisterEntry.KeyEnrolled(var key, var _, var _) ->
          !revoked.contains(key) && hasRoomFor(key);
      case RegisterEntry.Answered answered -> accepts(answered.effect());
      case RegisterEntry.RevocationsTaken taken -> withdrawn.accepts(taken);
      case RegisterEntry.OwnerProvisioned(var next) -> next > epoch;
      case RegisterEntry.NoticeCounted(var seconds, var _, var _) ->
          waiting.filter(hand -> seconds >= hand.seconds()).isPresent();
      case RegisterEntry.CheckpointMade(var count, var _) -> count > checkpoints.count();
      case RegisterEntry.StateRestored _ -> ahead.isPresent();
      case RegisterEntry.KeyGranted _, RegisterEntry.HandOverWaits _, RegisterEntry.RolledBack _ ->
          true;
    };
  }

  private boolean accepts(Effect effect) {
    return switch (effect) {
      case Effect.HandedOver(var next, var _) -> next > epoch;
      case Effect.Revoked(var keys) -> revoked.size() + notYetRevoked(keys).size() <= MOST_REVOKED;
      case Effect.Consented(var handOver) ->
          waiting.filter(hand -> hand.digest().equals(handOver)).isPresent();
      case Effect.Nothing _, Effect.Granted _ -> true;
    };
  }

  /** The register behind an entry that it {@link #accepts}. */
  Register after(RegisterEntry entry) {
    return switch (entry) {
      case RegisterEntry.KeyEnrolled(var key, var protection, var subject) ->
          withEnrolled(with(new EnrolledKey(key, protection, subject, Standing.UNGRANTED)));
      case RegisterEntry.KeyGranted(var key, var standing) -> granted(key, standing);
      case RegisterEntry.Answered answered -> after(answered.effect());
      case RegisterEntry.RevocationsTaken taken -> with(withdrawn.with(taken));
      case RegisterEntry.OwnerProvisioned(var next) -> inEpoch(next, Optional.empty());
      case RegisterEntry.HandOverWaits(var handOver, var boot, var at) ->
          with(Optional.of(WaitingHandOver.begin(handOver, boot, at)));
      case RegisterEntry.NoticeCounted(var seconds, var boot, var at) ->
          with(waiting.map(hand -> hand.counted(seconds, boot, at)));
      case RegisterEntry.CheckpointMade(var count, var payload) ->
          with(checkpoints.with(count, payload));
      case RegisterEntry.RolledBack(var state) -> withAhead(Optional.of(state));
      case RegisterEntry.StateRestored _ -> restored();
    };
  }

  private Register after(Effect effect) {
    return switch (effect) {
      case Effect.Nothing _ -> this;
      case Effect.Granted(var key, var standing) -> granted(key, standing);
      case Effect.Revoked(var keys) -> without(keys);
      case Effect.Consented _ -> with(waiting.map(WaitingHandOver::agreed));
      case Effect.HandedOver(var next, var named) -> inEpoch(next, Optional.of(named));
    };
  }

  /** A policy whose list of revoked keys is as new as the documents stands in their place. */
  Register under(Entry.PolicyAdopted policy) {
    return policy.revocationSequence() >= withdrawn.sequence() ? with(Withdrawn.nothing()) : this;
  }

  private List<EnrolledKey> with(EnrolledKey added) {
    if (find(added.key()).isPresent()) {
      return enrolled;
    }
    var keys = new ArrayList<>(enrolled);
    if (keys.size() >= MOST_ENROLLED) {
      keys.stream()
          .filter(each -> each.standing() == Standing.UNGRANTED)
          .findFirst()
          .ifPresent(keys::remove);
    }
    keys.add(added);
    return keys;
  }

  private Register granted(Digest key, Standing standing) {
    return withEnrolled(
        enrolled.stream()
            .map(each ->
                each.key().equals(key) ? each.with(each.standing().atLeast(standing)) : each)
            .toList());
  }

  private Register without(List<Digest> keys) {
    var all = new LinkedHashSet<>(revoked);
    all.addAll(keys);
    return new Register(
        epoch,
        owner,
        enrolled.stream().filter(each -> !all.contains(each.key())).toList(),
        List.copyOf(all),
        withdrawn,
        waiting,
        checkpoints,
        ahead);
  }

  /** Grants end with their epoch; a key stays enrolled, for the new owner to grant or not. */
  private Register inEpoch(long next, Optional<PublicKey> named) {
    return new Register(
        next,
        named,
        enrolled.stream().map(each -> each.with(Standing.UNGRANTED)).toList(),
        List.of(),
        withdrawn,
        Optional.empty(),
        checkpoints,
        ahead);
  }

  private Register restored() {
    return new Register(
        epoch,
        owner,
        enrolled,
        revoked,
        withdrawn,
        waiting,
        ahead.map(checkpoints::beyond).orElse(checkpoints),
        Optional.empty());
  }

  private Register withEnrolled(List<EnrolledKey> keys) {
    return new Register(epoch, owner, keys, revoked, withdrawn, waiting, checkpoints, ahead);
  }

  private Register with(Withdrawn other) {
    return new Register(epoch, owner, enrolled, revoked, other, waiting, checkpoints, ahead);
  }

  private Register with(Optional<WaitingHandOver> other) {
    return new Register(epoch, owner, enrolled, revoked, withdrawn, other, checkpoints, ahead);
  }

  private Register with(CheckpointTrail other) {
    return new Register(epoch, owner, enrolled, revoked, withdrawn, waiting, other, ahead);
  }

  private Register withAhead(Optional<LaterState> other) {
    return new Register(epoch, owner, enrolled, revoked, withdrawn, waiting, checkpoints, other);
  }
}
