package dev.portcullis.can.description;

import dev.portcullis.can.actuate.ActionName;
import dev.portcullis.can.actuate.CommandMapRefusal;
import dev.portcullis.can.dbc.DbcRefusal;
import dev.portcullis.can.secoc.kept.SecOcFault;
import dev.portcullis.crypto.durable.DurableRefusal;

/** Why a description is none to go by. */
public sealed interface DescriptionRefusal {

  /** The same, as it is told to another process or to a person. */
  default ChangeRefusal inWords() {
    return ChangeRefusal.of(this);
  }

  /** The list of signatures cannot be read. */
  record UnreadableSignatures(String reason) implements DescriptionRefusal {}

  /** Fewer signers signed these two files than must. */
  record TooFewSignatures(int valid, int required) implements DescriptionRefusal {}

  /** The DBC is none. */
  record BadMessages(DbcRefusal reason) implements DescriptionRefusal {}

  /** The command map is none, or does not fit the DBC. */
  record BadCommands(CommandMapRefusal reason) implements DescriptionRefusal {}

  /** No entry of the allow-list permits every frame of this action. */
  record Unpermitted(ActionName action) implements DescriptionRefusal {}

  /** It is older than the one gone by: somebody put back what was replaced. */
  record OlderSequence(long offered, long accepted) implements DescriptionRefusal {}

  /** It has the sequence of the one gone by, and is another. */
  record SameSequence(long sequence) implements DescriptionRefusal {}

  /** A key of the bus that it needs is not there. */
  record NoKeys(SecOcFault fault) implements DescriptionRefusal {}

  /** What was gone by last cannot be read, or this one cannot be written down. */
  record NotKept(DurableRefusal reason) implements DescriptionRefusal {}

  /** What was gone by last was kept, and is not what was kept any more. */
  record DamagedKept() implements DescriptionRefusal {}
}
