package dev.portcullis.can.secoc;

import dev.portcullis.can.secoc.FreshnessLengths.Counted;
import dev.portcullis.can.secoc.FreshnessLengths.None;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;

/**
 * Secures the I-PDUs of one data id. AUTOSAR SWS_SecureOnboardCommunication.
 *
 * <p>Security guarantees: no freshness value leaves twice, whatever happens to the power, as long
 * as there is one sender of the data id and its store keeps what it called durable.
 *
 * <p>Safe for concurrent use.
 */
public final class SecOcSender {

  private final SecuredMessage message;
  private final SecOcKeys keys;
  private final FreshnessSource freshness;

  /** Begins behind everything that {@code store} ever reserved. */
  public SecOcSender(
      SecuredMessage message, SecOcKeys keys, FreshnessStore store, ReservationBlock block) {
    this.message = message;
    this.keys = keys;
    this.freshness =
        switch (message.layout().profile().freshness()) {
          case None() -> new NoFreshness();
          case Counted lengths ->
              new FreshnessCounter(
                  lengths, new ReservedFreshness(message.id(), store, lengths.greatest(), block));
        };
  }

  /** The secured I-PDU of {@code payload}: see {@link SecureRefusal}. */
  public synchronized Outcome<Bytes, SecureRefusal> secure(Bytes payload) {
    if (payload.size() != message.layout().payloadBytes()) {
      return Outcome.refused(SecureRefusal.WRONG_LENGTH);
    }
    var key = keys.key(message.slots().sending());
    if (key.isEmpty()) {
      return Outcome.refused(SecureRefusal.NO_KEY);
    }
    return freshness.next().map(value -> secured(payload, value, key.get()));
  }

  /**
   * Gives back what is reserved and not used, at a clean end: the next start goes on right behind
   * the last value that left. This sender may go on, with one durable write for each I-PDU.
   */
  public synchronized void giveBack() {
    freshness.giveBack();
  }

  private Bytes secured(Bytes payload, FreshnessValue value, SecOcKey key) {
    var layout = message.layout();
    var tag = key.tag(layout.authenticated(message.id(), payload, value));
    return layout.assemble(payload, value, tag);
  }
}
