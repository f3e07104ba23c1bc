package dev.portcullis.agent.gate;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.message.RefusalCode;
import java.util.Optional;

/**
 * What became of a filing. A receipt in it has gone to {@link Answers} as well: who filed over the
 * local link gets it at once, the others through the broker.
 */
public sealed interface FilingAnswer {

  /** Done, durably; or it had been done before. */
  record Done(Optional<Bytes> receipt) implements FilingAnswer {}

  /** Taken, and not done before {@code missing} is there. */
  record Waiting(RefusalCode missing) implements FilingAnswer {}

  /** Refused, after its signatures held. */
  record Refused(RefusalCode code, Optional<Bytes> receipt) implements FilingAnswer {}

  /** Refused before any signature held; nobody is answered over the broker. */
  record Stranger(RefusalCode code) implements FilingAnswer {}

  /** The disk takes nothing: there is no decision, and it is to be filed again. */
  record Undecided(DurableRefusal reason) implements FilingAnswer {}
}
