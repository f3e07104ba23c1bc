package dev.portcullis.can.description;

import dev.portcullis.can.actuate.ActionName;
import dev.portcullis.can.actuate.CommandMapRefusal;
import dev.portcullis.can.dbc.DbcRefusal;

/** Why a description is none to go by. */
public sealed interface DescriptionRefusal {

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
}
