package dev.portcullis.agent.gate;

import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.message.Grant;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.Role;
import dev.portcullis.crypto.message.Unverified;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private final RecentlyProven<Grant> grants = new RecentlyProven<>();
  private final Set<Digest> knownSigners = ConcurrentHashMap.newKeySet();

  Authenticate(Rulebook rulebook) {
    this.rulebook = rulebook;
  }

  /** A request whose look-ups all fit. Nothing in it is proven yet. */
  public static final class Recognised {
    private final Parse.Envelope envelope;
    private final Grant root;
    private final Digest requestDigest;
    private final Digest lane;

    private Recognised(Parse.Envelope envelope, Grant root, Digest lane) {
      this.envelope = envelope;
      this.root = root;
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
    var chain = envelope.grants();
    var rules = rulebook.now();
    var enrolment = rules.enrolment();
    if (!claims.vehicle().equals(enrolment.vehicle())) {
      return refused(RefusalCode.WRONG_VEHICLE);
    }
    var root = enrolment.owner(chain.getLast().digest());
    if (root.isEmpty()) {
      return refused(RefusalCode.UNKNOWN_KEY);
    }
    var leaf = chain.getFirst();
    if (!leaf.claims().key().thumbprint().equals(command.keyId())) {
      return refused(RefusalCode.UNKNOWN_KEY);
    }
    if (!leaf.digest().equals(claims.grant())) {
      return refused(RefusalCode.GRANT_MISMATCH);
    }
    for (int i = 0; i + 1 < chain.size(); i++) {
      if (!chain.get(i).keyId().equals(chain.get(i + 1).claims().key().thumbprint())) {
        return refused(RefusalCode.GRANT_MISMATCH);
      }
    }
    var unfit = unfit(chain, rules);
    if (unfit.isPresent()) {
      return refused(unfit.get());
    }
    if (!command.carriesSignature()) {
      return refused(RefusalCode.NO_SIGNATURE);
    }
    return Outcome.passed(new Recognised(envelope, root.get(), lane(envelope)));
  }

  private static Optional<RefusalCode> unfit(List<Unverified<Grant>> chain, Rules rules) {
    for (Unverified<Grant> grant : chain) {
      if (rules.isRevoked(grant.claims().key().thumbprint())) {
        return Optional.of(RefusalCode.REVOKED_KEY);
      }
      if (grant.claims().epoch() != rules.enrolment().epoch()) {
        return Optional.of(RefusalCode.WRONG_EPOCH);
      }
    }
    return Optional.empty();
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
    var unfit = unfit(envelope.grants(), rulebook.now());
    if (unfit.isPresent()) {
      return refused(unfit.get());
    }
    return proven(envelope.grants(), recognised.root)
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

  /** From the installed owner down: each grant by the key of the one above it, an owner's. */
  private Outcome<List<Grant>, Refusal> proven(List<Unverified<Grant>> claimed, Grant root) {
    var chain = new ArrayList<Grant>();
    chain.add(root);
    var above = root;
    for (int i = claimed.size() - 2; i >= 0; i--) {
      if (above.role() != Role.OWNER) {
        return refused(RefusalCode.BAD_GRANT);
      }
      switch (proven(claimed.get(i), above.key())) {
        case Outcome.Refused<Grant, Refusal>(var reason) -> {
          return Outcome.refused(reason);
        }
        case Outcome.Passed<Grant, Refusal>(var grant) -> above = grant;
      }
      chain.addFirst(above);
    }
    return Outcome.passed(chain);
  }

  private Outcome<Grant, Refusal> proven(Unverified<Grant> claimed, PublicKey issuer) {
    if (!claimed.claims().vehicle().equals(rulebook.now().enrolment().vehicle())) {
      return refused(RefusalCode.BAD_GRANT);
    }
    // Of the whole, header and all, which names the issuer's key: a proof under one issuer must not
    // be found again under another.
    var digest = Digest.of(claimed.encoded());
    var known = grants.find(digest);
    if (known.isPresent()) {
      return Outcome.passed(known.get());
    }
    return claimed
        .verify(issuer)
        .<Refusal>mapRefusal(_ -> Refusal.of(RefusalCode.BAD_GRANT))
        .map(grant -> {
          grants.remember(digest, grant);
          return grant;
        });
  }

  private static <T> Outcome<T, Refusal> refused(RefusalCode code) {
    return Outcome.refused(Refusal.of(code));
  }
}
