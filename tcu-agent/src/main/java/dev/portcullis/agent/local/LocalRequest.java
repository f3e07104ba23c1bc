package dev.portcullis.agent.local;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;

/**
 * What a phone asks for over the local link (docs/protocol.md, <i>The local link</i>). Of the bytes
 * only the size is known, 1 to {@link LocalSettings#LARGEST_BODY}; they are unverified.
 */
public sealed interface LocalRequest {

  /**
   * The thumbprint (RFC 9679) of the key that the peer proved in the handshake: its key for this
   * link, not its command key. Anybody can make one; it means something only where a grant names
   * it.
   */
  Digest peer();

  /** The newest beacon. */
  record GetBeacon(Digest peer) implements LocalRequest {}

  /** The offer of the enrolment window. */
  record GetOffer(Digest peer) implements LocalRequest {}

  /** A new key presents itself. */
  record PostEnrolment(Digest peer, Bytes enrolment) implements LocalRequest {}

  /** An owner says something. */
  record PostOwnerStatement(Digest peer, Bytes statement) implements LocalRequest {}

  /** A hand-over is brought. */
  record PostHandOver(Digest peer, Bytes handOver) implements LocalRequest {}
}
