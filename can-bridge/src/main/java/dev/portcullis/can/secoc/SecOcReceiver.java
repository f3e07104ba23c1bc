package dev.portcullis.can.secoc;

import dev.portcullis.can.secoc.FreshnessLengths.Counted;
import dev.portcullis.can.secoc.FreshnessLengths.None;
import dev.portcullis.can.secoc.PduLayout.Parts;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * Verifies the I-PDUs of one data id. AUTOSAR SWS_SecureOnboardCommunication.
 *
 * <p>Security guarantees: what is accepted was made by a holder of the key for this data id; where
 * the profile has freshness, it is accepted once and never after a later one, over restarts too.
 * Only an I-PDU whose authenticator holds moves the freshness value.
 *
 * <p>Safe for concurrent use.
 */
public final class SecOcReceiver {

  /** An authentic I-PDU: only a receiver makes one, by verifying it. */
  public static final class AuthenticPdu {

    private final Bytes payload;
    private final Freshness freshness;

    private AuthenticPdu(Bytes payload, Freshness freshness) {
      this.payload = payload;
      this.freshness = freshness;
    }

    /** The bytes that were secured. */
    public Bytes payload() {
      return payload;
    }

    /** How fresh they are. */
    public Freshness freshness() {
      return freshness;
    }
  }

  private final SecuredMessage message;
  private final SecOcKeys keys;
  private final int candidates;
  private final AttemptBudget budget;
  private final AcceptedFreshness accepted;

  /** Accepts nothing that {@code store} ever reserved. */
  public SecOcReceiver(
      SecuredMessage message, SecOcKeys keys, FreshnessStore store, ReceiverLimits limits) {
    this.message = message;
    this.keys = keys;
    this.candidates = limits.candidates();
    this.budget = new AttemptBudget(limits.failures());
    this.accepted =
        switch (message.layout().profile().freshness()) {
          case None() -> new NoFreshness();
          case Counted lengths ->
              new RisingFreshness(
                  lengths,
                  new ReservedFreshness(message.id(), store, lengths.greatest(), limits.block()));
        };
  }

  /**
   * Judges {@code pdu}: see {@link VerifyRefusal}.
   *
   * @param now nanoseconds of a clock that never goes back
   */
  public synchronized Outcome<AuthenticPdu, VerifyRefusal> verify(Bytes pdu, long now) {
    return message.layout().parse(pdu).then(parts -> verify(parts, now));
  }

  /**
   * Gives back what is reserved and not accepted, at a clean end: the next start is deaf to
   * nothing. This receiver may go on, with one durable write for each I-PDU it accepts.
   */
  public synchronized void giveBack() {
    accepted.giveBack();
  }

  private Outcome<AuthenticPdu, VerifyRefusal> verify(Parts parts, long now) {
    var accepting =
        message.slots().accepted().stream().flatMap(slot -> keys.key(slot).stream()).toList();
    if (accepting.isEmpty()) {
      return Outcome.refused(VerifyRefusal.NO_KEY);
    }
    long left = budget.left(now);
    int attempts = 0;
    for (var value : accepted.candidates(parts.sentFreshness(), candidates)) {
      int affordable = (int) Math.min(accepting.size(), left - attempts);
      attempts += affordable;
      if (holds(parts, value, accepting.subList(0, affordable))) {
        return accepted.accept(value).map(it -> new AuthenticPdu(parts.payload(), it));
      }
      if (affordable < accepting.size()) {
        budget.spend(attempts);
        return Outcome.refused(VerifyRefusal.TOO_MANY_ATTEMPTS);
      }
    }
    budget.spend(attempts);
    return Outcome.refused(whyNot(parts, accepting));
  }

  // To look for a recording accepts nothing: it is no guess, and it costs one look a key.
  private VerifyRefusal whyNot(Parts parts, List<SecOcKey> accepting) {
    Optional<FreshnessValue> recorded = accepted.recorded(parts.sentFreshness());
    if (recorded.isPresent() && holds(parts, recorded.get(), accepting)) {
      return VerifyRefusal.REPLAYED;
    }
    return accepted.isExhaustedFor(parts.sentFreshness())
        ? VerifyRefusal.FRESHNESS_EXHAUSTED
        : VerifyRefusal.BAD_MAC;
  }

  /** Under one of {@code tried}, in a time that tells neither which nor what was expected. */
  private boolean holds(Parts parts, FreshnessValue value, List<SecOcKey> tried) {
    var layout = message.layout();
    var authenticated = layout.authenticated(message.id(), parts.payload(), value);
    boolean held = false;
    for (var key : tried) {
      var tag = layout.truncated(key.tag(authenticated));
      held |= MessageDigest.isEqual(tag.toArray(), parts.authenticator().toArray());
    }
    return held;
  }
}
