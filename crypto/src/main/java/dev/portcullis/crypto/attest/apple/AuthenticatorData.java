package dev.portcullis.crypto.attest.apple;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.CborEvidence;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborLimits;
import dev.portcullis.crypto.cbor.CborMap;
import java.util.List;

/**
 * What the device says of a key (WebAuthn, authenticator data), to its last byte: a fixed head, in
 * an attestation the credential, and from iOS 27 on a map of extensions.
 *
 * <p>Of the flags only the one for a credential is looked at, and only in an attestation: real
 * devices set it in assertions too, which have none, and leave the one for extensions unset though
 * they are there. The extensions decide nothing: on devices that write none themselves, an app
 * could append some, by handing them over as the beginning of its client data's hash.
 *
 * @param encoded all of it, as it was signed
 * @param app the digest of the app's identifier
 * @param flags the eight flags
 * @param counter how many assertions the key has made, 0 to 2^32 - 1
 */
record AuthenticatorData(Bytes encoded, Digest app, int flags, long counter) {

  /** Where the credential begins, if there is one. */
  static final int HEAD = 37;

  /** The flag for a credential. */
  static final int CREDENTIAL = 0x40;

  private static final CborLimits EXTENSIONS = new CborLimits(1024, 4, 64);
  private static final int FLAGS_AT = Digest.SIZE;
  private static final int COUNTER_AT = FLAGS_AT + 1;

  /** Reads the head, and leaves what follows to the reader of what follows. */
  static Outcome<AuthenticatorData, AttestationRefusal> head(Bytes encoded) {
    if (encoded.size() < HEAD) {
      return Outcome.refused(AttestationRefusal.MALFORMED);
    }
    long counter = 0;
    for (int i = COUNTER_AT; i < HEAD; i++) {
      counter = counter << Byte.SIZE | encoded.at(i);
    }
    return Outcome.passed(
        new AuthenticatorData(
            encoded, new Digest(encoded.slice(0, FLAGS_AT)), encoded.at(FLAGS_AT), counter));
  }

  /** Reads those of an assertion. */
  static Outcome<AuthenticatorData, AttestationRefusal> ofAssertion(Bytes encoded) {
    return head(encoded)
        .then(head ->
            tail(encoded.slice(HEAD, encoded.size()))
                .then(tail ->
                    isExtensions(tail)
                        ? Outcome.passed(head)
                        : Outcome.refused(AttestationRefusal.MALFORMED)));
  }

  static Outcome<List<CborItem>, AttestationRefusal> tail(Bytes rest) {
    return CborEvidence.sequence(rest, EXTENSIONS);
  }

  /** Whether these items are at most one map. */
  static boolean isExtensions(List<CborItem> items) {
    return items.isEmpty() || (items.size() == 1 && items.getFirst() instanceof CborMap);
  }

  /** The digest that binds them to what the app handed over. */
  Digest nonce(Bytes clientDataHash) {
    return Digest.of(Bytes.concat(encoded, clientDataHash));
  }
}
