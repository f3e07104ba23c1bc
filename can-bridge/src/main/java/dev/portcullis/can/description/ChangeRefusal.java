package dev.portcullis.can.description;

import dev.portcullis.can.description.DescriptionRefusal.BadCommands;
import dev.portcullis.can.description.DescriptionRefusal.BadMessages;
import dev.portcullis.can.description.DescriptionRefusal.DamagedKept;
import dev.portcullis.can.description.DescriptionRefusal.NoKeys;
import dev.portcullis.can.description.DescriptionRefusal.NotKept;
import dev.portcullis.can.description.DescriptionRefusal.OlderSequence;
import dev.portcullis.can.description.DescriptionRefusal.SameSequence;
import dev.portcullis.can.description.DescriptionRefusal.TooFewSignatures;
import dev.portcullis.can.description.DescriptionRefusal.Unpermitted;
import dev.portcullis.can.description.DescriptionRefusal.UnreadableSignatures;

/**
 * Why a running bridge does not go by an offered description. But for {@link Reason#NOT_KEPT} and
 * {@link Reason#UNANSWERED} the one before stays in force.
 *
 * @param detail where and what, for a person
 */
public record ChangeRefusal(Reason reason, String detail) {

  /** The closed list. */
  public enum Reason {
    /** The list of signatures cannot be read. */
    UNREADABLE_SIGNATURES,
    /** Fewer signers signed the two files than must. */
    TOO_FEW_SIGNATURES,
    /** The DBC is none. */
    BAD_MESSAGES,
    /** The command map is none, or does not fit the DBC. */
    BAD_COMMANDS,
    /** An action sends a frame that no entry of the allow-list permits. */
    UNPERMITTED_ACTION,
    /** It is older than the one in force. */
    OLDER_SEQUENCE,
    /** It has the sequence of the one in force, and is another. */
    SAME_SEQUENCE,
    /** A key of the bus that it needs is not there. */
    NO_KEYS,
    /** It could not be written down: the bridge is silent. */
    NOT_KEPT,
    /** A file is longer than a running bridge takes. */
    TOO_LARGE,
    /** The process that holds the bridge is not reached; it has nothing of it. */
    NOT_REACHED,
    /** The process that holds the bridge did not say what became of it. */
    UNANSWERED
  }

  /** The same, in words that can be sent to another process. */
  static ChangeRefusal of(DescriptionRefusal why) {
    return switch (why) {
      case UnreadableSignatures(var reason) ->
          new ChangeRefusal(Reason.UNREADABLE_SIGNATURES, reason);
      case TooFewSignatures(int valid, int required) ->
          new ChangeRefusal(
              Reason.TOO_FEW_SIGNATURES, valid + " of " + required + " signatures hold");
      case BadMessages(var reason) ->
          new ChangeRefusal(Reason.BAD_MESSAGES, "line " + reason.line() + ": " + reason.reason());
      case BadCommands(var reason) ->
          new ChangeRefusal(Reason.BAD_COMMANDS, reason.where() + ": " + reason.detail());
      case Unpermitted(var action) -> new ChangeRefusal(Reason.UNPERMITTED_ACTION, action.value());
      case OlderSequence(long offered, long accepted) ->
          new ChangeRefusal(
              Reason.OLDER_SEQUENCE, "sequence " + offered + ", in force is " + accepted);
      case SameSequence(long sequence) ->
          new ChangeRefusal(Reason.SAME_SEQUENCE, "sequence " + sequence);
      case NoKeys(var fault) ->
          new ChangeRefusal(Reason.NO_KEYS, (fault.where() + ": " + fault.reason()).strip());
      case NotKept(var reason) -> new ChangeRefusal(Reason.NOT_KEPT, reason.meaning());
      case DamagedKept() -> new ChangeRefusal(Reason.NOT_KEPT, "what was kept is damaged");
    };
  }
}
