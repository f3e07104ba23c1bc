package dev.portcullis.agent.gate;

import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.message.Grant;
import dev.portcullis.crypto.message.RefusalCode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stage 2: a phone signed this very command, with a key that an owner of this vehicle granted
 * something (section 1, condition 1). First come look-ups, which cost a stranger's request nothing
 * but a few digests; then the signatures of grants not seen lately, and the phone's.
 */
public final class Authenticate {

  private static final int MOST_KNOWN_SIGNERS = 64;

  private final Rulebook rulebook;
  private final Chains chains;
  private final Set<Digest> knownSigners = ConcurrentHashMap.newKeySet();

  Authenticate(Rulebook rulebook, Chains chains) {
    this.rulebook = rulebook;
    this.chains = chains;
  }

  /** A request whose look-ups all fit. Nothing in it is proven yet. */
  public static final class Recognised {
    private final Parse.Envelope envelope;
    private final Digest requestDigest;
    private final Digest lane;

    private Recognised(Parse.Envelope envelope, Digest lane) {
      this.envelope = envelope;
      this.lane = lane;
      this.requestDigest = Digest.of(envelope.request().encoded());
    }

    /** The digest of the whole request: the same delivery gets the same answer. */
    Digest requestDigest() {
      return requestDigest;
    }

    /** The key the request claims to come from. */
    Digest claimedSigner() {
      return envelope.command().keyId();
    }

    /** In which lane it waits for its verification. */
    Digest lane() {
      return lane;
    }

    Parse.Envelope envelope() {
      return envelope;
    }
  }

  /** A command that the holder of a granted key signed. */
  public static final class Command {
    private final dev.portcullis.crypto.message.Command content;
    private final Digest signer;
    private final List<Grant> chain;
    private final Recognised recognised;
    private final Digest digest;

    private Command(
        dev.portcullis.crypto.message.Command content, List<Grant> chain, Recognised recognised) {
      this.content = content;
      this.signer = recognised.claimedSigner();
      this.chain = List.copyOf(chain);
      this.recognised = recognised;
      this.digest = recognised.envelope.command().digest();
    }

    /** The digest of the payload: what makes another delivery a duplicate of this one. */
    Digest digest() {
      return digest;
    }

    Digest requestDigest() {
      return recognised.requestDigest;
    }

    dev.portcullis.crypto.message.Command content() {
      return content;
    }

    /** The thumbprint of the command key. */
    Digest signer() {
      return signer;
    }

    /** The signer's grant first, the owner's last: a right must be in every one of them. */
    List<Grant> chain() {
      return chain;
    }

    Parse.Envelope envelope() {
      return recognised.envelope;
    }
  }

  /** Looks up who this claims to be. May run on any thread. */
  public Outcome<Recognised, Refusal> recognise(Parse.Envelope envelope) {
    var command = envelope.command();
    var claims = command.claims();
    var rules = rulebook.now();
    if (!claims.vehicle().equals(rules.ownership().vehicle())) {
      return refused(RefusalCode.WRONG_VEHICLE);
    }
    var misfit = Chains.misfit(envelope.grants(), command.keyId(), rules);
    if (misfit.isPresent()) {
      return refused(misfit.get());
    }
    if (!envelope.grants().getFirst().digest().equals(claims.grant())) {
      return refused(RefusalCode.GRANT_MISMATCH);
    }
    if (!command.carriesSignature()) {
      return refused(RefusalCode.NO_SIGNATURE);
    }
    return Outcome.passed(new Recognised(envelope, lane(envelope)));
  }

  /**
   * A key that was shown to be granted, or that is installed, has a lane of its own. Whoever knows
   * an owner's grant can write any number of grants below it: keys that have shown nothing yet
   * share the lane of the owner they refer to.
   */
  private Digest lane(Parse.Envelope envelope) {
    var signer = envelope.command().keyId();
    return envelope.grants().size() == 1 || knownSigners.contains(signer)
        ? signer
        : envelope.grants().getLast().digest();
  }

  /**
   * Verifies the grants and the phone's signature. While the request waited the rules may have
   * changed: what can end a grant is looked at once more.
   */
  public Outcome<Command, Refusal> authenticate(Recognised recognised) {
    var envelope = recognised.envelope;
    var rules = rulebook.now();
    var misfit = Chains.misfit(envelope.grants(), recognised.claimedSigner(), rules);
    if (misfit.isPresent()) {
      return refused(misfit.get());
    }
    return chains
        .proven(envelope.grants(), rules)
        .then(chain ->
            signed(envelope, chain.getFirst().key())
                .map(content -> new Command(content, chain, recognised)))
        .map(command -> {
          if (knownSigners.size() < MOST_KNOWN_SIGNERS) {
            var _ = knownSigners.add(command.signer());
          }
          return command;
        });
  }

  private static Outcome<dev.portcullis.crypto.message.Command, Refusal> signed(
      Parse.Envelope envelope, PublicKey key) {
    return envelope.command().verify(key).mapRefusal(_ -> Refusal.of(RefusalCode.BAD_SIGNATURE));
  }

  private static <T> Outcome<T, Refusal> refused(RefusalCode code) {
    return Outcome.refused(Refusal.of(code));
  }
}
