package dev.portcullis.agent.gate;

import dev.portcullis.agent.policy.Policy;
import dev.portcullis.crypto.cose.SigningAuthority;
import dev.portcullis.crypto.message.TimeStatement;
import dev.portcullis.crypto.message.Unverified;
import java.util.Optional;
import java.util.function.Consumer;

/** What the gate's thread does one after the other. */
sealed interface Work {

  /**
   * A request to decide about.
   *
   * @param settled tells the link that the decision is durable
   */
  record Delivered(Authenticate.Recognised request, Runnable settled) implements Work {}

  /** A key's statement about the time. */
  record TimeStated(Unverified<TimeStatement> statement, Runnable settled) implements Work {}

  /**
   * Something else than a command.
   *
   * @param answer takes the decision, which is durable by then
   */
  record Filed(Filing filing, Consumer<FilingAnswer> answer) implements Work {}

  /**
   * A policy that the policy authority signed.
   *
   * @param signers who must sign the next
   */
  record PolicyOffered(Policy policy, SigningAuthority signers) implements Work {}

  /** The car answered. */
  record Ended(
      Actuate.Committed committed, Car.Actuation actuation, Optional<Car.HandOver> handOver)
      implements Work {}

  /** The car answered the end of a remote start that nobody asked for. */
  record RunEnded(long sequence, Car.Actuation actuation) implements Work {}

  /** How an update went, for the journal. */
  record UpdateNoted(String line) implements Work {}

  /** The broker has a receipt. */
  record ReceiptDelivered(long sequence) implements Work {}

  /** The link is up: what it has no receipt for is to be offered again, and the newest beacon. */
  record LinkUp() implements Work {}
}
