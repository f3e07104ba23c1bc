package dev.portcullis.can.remote;

import dev.portcullis.can.description.SignedDescription.Unverified;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cose.DetachedSignatures;

/** The files of a description, in the order in which they go over the socket. */
public enum DescriptionPart {
  /** The DBC. */
  MESSAGES(128 * 1024),
  /** The command map. */
  COMMANDS(64 * 1024),
  /** The signatures over both. */
  SIGNATURES(DetachedSignatures.MOST * DetachedSignatures.LARGEST);

  private final int longest;

  DescriptionPart(int longest) {
    this.longest = longest;
  }

  /**
   * How many bytes it may have where a bridge runs. A longer one is installed as a file and takes a
   * start: can-bridge's process has twelve megabytes of heap, and to read so much takes five.
   */
  public int longest() {
    return longest;
  }

  Bytes of(Unverified description) {
    return switch (this) {
      case MESSAGES -> description.messages();
      case COMMANDS -> description.commands();
      case SIGNATURES -> description.signatures();
    };
  }
}
