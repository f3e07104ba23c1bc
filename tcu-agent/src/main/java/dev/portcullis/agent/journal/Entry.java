package dev.portcullis.agent.journal;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.message.ReceiptOutcome;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.ota.metadata.ShownText;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of the agent's journal: a fact that must outlive the process before anything follows
 * from it. The state of the gate is what these lines add up to, see {@link LedgerState}.
 */
public sealed interface Entry
    permits Entry.Intent,
        Entry.Ended,
        Entry.Refused,
        Entry.TurnedAway,
        Entry.PolicyAdopted,
        Entry.TimeFloor,
        Entry.RunLimit,
        Entry.RunOver,
        Entry.UpdateNoted,
        RegisterEntry {

  /**
   * A command passed every stage; its frames go out once this is durable.
   *
   * @param sequence the number of the decision; it rises by one
   * @param signer thumbprint of the command key
   * @param counter the command's counter, unsigned
   * @param command the signed command, as it came
   * @param use what it uses up of a grant that is good for so many times
   */
  record Intent(long sequence, Digest signer, long counter, Bytes command, Optional<CountedUse> use)
      implements Entry {}

  /**
   * One use of a counted grant.
   *
   * @param grant the digest of the grant's payload
   * @param until the end of the grant, after which nobody needs to count any more
   */
  record CountedUse(Digest grant, Instant until) {}

  /**
   * What became of the intent with the same sequence, and the receipt that says so.
   *
   * @param frame that went out for it, as candump writes it; none where none did or nobody knows
   */
  record Ended(
      long sequence,
      Digest signer,
      long counter,
      ReceiptOutcome outcome,
      Bytes receipt,
      Optional<String> frame)
      implements Entry {}

  /**
   * A command whose every signature held and whose counter is used up was refused all the same.
   *
   * @param commandDigest of the command's payload
   */
  record Refused(
      long sequence,
      Digest signer,
      long counter,
      Digest commandDigest,
      RefusalCode code,
      Bytes receipt)
      implements Entry {}

  /**
   * An authenticated command was refused before its counter counted: it moves no window. The very
   * same request, delivered again, gets the same receipt.
   *
   * @param commandDigest of the command's payload
   */
  record TurnedAway(
      long sequence,
      Digest signer,
      Digest requestDigest,
      Digest commandDigest,
      RefusalCode code,
      Bytes receipt)
      implements Entry {}

  /**
   * A policy came into force. What is older was in force once and is never again.
   *
   * @param sequence of the policy
   * @param revocationSequence of its list of revoked keys
   * @param signers the digest of the set that must sign the next one
   */
  record PolicyAdopted(long sequence, long revocationSequence, Digest signers) implements Entry {}

  /** The time is at least this. */
  record TimeFloor(Instant floor) implements Entry {}

  /**
   * A remote start runs until then, and is ended by the agent if nobody else does.
   *
   * @param kernelBoot the kernel's id of its boot: the boot clock starts anew with it
   * @param deadline nanoseconds on the boot clock
   */
  record RunLimit(String kernelBoot, long deadline) implements Entry {}

  /** No remote start runs any more. */
  record RunOver() implements Entry {}

  /**
   * How an update over the air went, or what attack it looked like.
   *
   * @param line for people, printable ASCII, at most {@link #MAX} characters
   */
  record UpdateNoted(String line) implements Entry {

    /** How long a line may be. */
    public static final int MAX = 512;

    private static final String MORE = "...";

    /** Cuts what is longer, and what a terminal obeys becomes a question mark. */
    public UpdateNoted {
      int most = line.length() > MAX ? MAX - MORE.length() : MAX;
      line = ShownText.of(line, most);
    }
  }
}
