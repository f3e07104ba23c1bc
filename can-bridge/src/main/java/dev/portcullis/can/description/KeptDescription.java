package dev.portcullis.can.description;

import dev.portcullis.can.description.SignedDescription.Unverified;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.ByteString;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborItem.Uint;
import dev.portcullis.crypto.cbor.CborLimits;
import java.util.Optional;

/**
 * The description that was gone by last, as its file has it: a CBOR array of the sequence, the DBC,
 * the command map, the signatures, and the SHA-256 of the array of the four. Its sequence is how
 * far descriptions ever went, whether or not today's signers signed it.
 */
record KeptDescription(long sequence, Bytes messages, Bytes commands, Bytes signatures) {

  /** Room for the longest files that a start takes. */
  static final int MAX_BYTES = 3 * SignedDescription.LONGEST_FILE + 1024;

  private static final CborLimits LIMITS = new CborLimits(MAX_BYTES, 2, 8);
  private static final String COMMANDS_FILE = "commands.toml";

  static KeptDescription of(SignedDescription description) {
    var files = description.files();
    return new KeptDescription(
        description.sequence(), files.messages(), files.commands(), files.signatures());
  }

  /** The files, to be believed no more than any others. */
  Unverified files() {
    return new Unverified(messages, commands, COMMANDS_FILE, signatures);
  }

  DescriptionVersion version() {
    return new DescriptionVersion(sequence, SignedDescription.digest(messages, commands));
  }

  Bytes encoded() {
    return Cbor.encode(
        CborArray.of(
            CborItem.uint(sequence),
            CborItem.bytes(messages),
            CborItem.bytes(commands),
            CborItem.bytes(signatures),
            CborItem.bytes(seal().value())));
  }

  private Digest seal() {
    return Digest.of(
        Cbor.encode(
            CborArray.of(
                CborItem.uint(sequence),
                CborItem.bytes(messages),
                CborItem.bytes(commands),
                CborItem.bytes(signatures))));
  }

  /** What {@link #encoded} wrote; empty for any other bytes. */
  static Optional<KeptDescription> decode(Bytes file) {
    if (Cbor.decode(file, LIMITS) instanceof Outcome.Passed<CborItem, ?>(CborArray(var items))
        && items.size() == 5
        && items.get(0) instanceof Uint(long sequence)
        && sequence > 0
        && items.get(1) instanceof ByteString(Bytes messages)
        && items.get(2) instanceof ByteString(Bytes commands)
        && items.get(3) instanceof ByteString(Bytes signatures)
        && items.get(4) instanceof ByteString(Bytes seal)) {
      var kept = new KeptDescription(sequence, messages, commands, signatures);
      return Optional.of(kept).filter(it -> it.seal().value().equals(seal));
    }
    return Optional.empty();
  }
}
