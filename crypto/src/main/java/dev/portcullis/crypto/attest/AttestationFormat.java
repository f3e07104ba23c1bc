package dev.portcullis.crypto.attest;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.util.List;

/**
 * One format of attestation, made with what the policy says of it (RFC 9334: trust anchors and
 * Reference Values). It knows no clock and keeps nothing.
 *
 * @param <D> a document taken apart, of which nothing is proven
 */
public interface AttestationFormat<D> {

  /** The format's name in an attestation and on the command line, such as {@code nitro}. */
  String name();

  /** The largest document in bytes. */
  int maximumSize();

  /** Takes a document apart, to its last byte. Returns a refusal for any bytes; never throws. */
  Outcome<D, AttestationRefusal> parse(Bytes document);

  /** All requirements behind size and structure, in their order: the signature before claims. */
  List<Check<D>> checks();

  /** What the document says, once every check held. Not called otherwise. */
  AttestationResult result(D document, Occasion occasion);
}
