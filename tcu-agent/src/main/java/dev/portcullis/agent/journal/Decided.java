package dev.portcullis.agent.journal;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;

/** What the gate remembers of a counter it has seen: it decides about each command once. */
public sealed interface Decided {

  /** The number of the decision. */
  long sequence();

  /** The digest of the command's payload: the same counter with another one is an attack. */
  Digest commandDigest();

  /** The intent is durable and its end is not: under way, or cut off by the end of a process. */
  record Pending(long sequence, Digest commandDigest, Bytes command) implements Decided {}

  /** Decided; the receipt is {@link Ledger#receipt} of the sequence, as long as it is kept. */
  record Settled(long sequence, Digest commandDigest) implements Decided {}
}
