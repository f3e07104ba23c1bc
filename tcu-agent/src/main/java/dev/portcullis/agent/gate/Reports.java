package dev.portcullis.agent.gate;

import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.message.RefusalCode;

/**
 * Where the gate reports what it does. Called on the gate's and the link's threads; must not block.
 */
public interface Reports {

  /** A decision about a command whose phone signature held. */
  void decided(Decision decision);

  /**
   * A stranger's request was refused: no receipt, no line of the journal, a count.
   *
   * @param nanos what refusing it took, from the link's callback on
   */
  void turnedStrangerAway(Decision decision, RefusalCode code, long nanos);

  /** The time became known by statements of the time keys. */
  void timeKnown();

  /** A time statement was of no use. */
  void timeRefused(String reason);

  /** A newer policy is in force. */
  void policyAdopted(long sequence);

  /** A policy was offered that is not newer than the one in force. */
  void policyRefused(long offered, long inForce);

  /** Something else than a command was filed, and this became of it. */
  void filed(FilingKind kind, FilingAnswer answer);

  /** Why the evidence for a new key was not accepted. */
  void evidenceRefused(AttestationRefusal reason);

  /** The journal could not be written; decisions wait until it can. */
  void journalRefused(DurableRefusal reason);

  /** The journal can be written again. */
  void journalRecovered();

  /** The agent ended a remote start by itself. */
  void runEnded(long sequence, Car.Actuation actuation);
}
