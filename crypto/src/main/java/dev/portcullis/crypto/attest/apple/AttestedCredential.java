package dev.portcullis.crypto.attest.apple;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.ByteString;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.PublicKey;
import java.util.Optional;

/**
 * The credential in the authenticator data of an attestation.
 *
 * @param authenticator the identifier of the kind of authenticator, 16 bytes
 * @param id the identifier of the key, 32 bytes
 * @param key the key as a COSE_Key
 */
record AttestedCredential(Bytes authenticator, Bytes id, CborMap key) {

  private static final int AUTHENTICATOR_BYTES = 16;
  private static final int LENGTH_AT = AuthenticatorData.HEAD + AUTHENTICATOR_BYTES;
  private static final int ID_AT = LENGTH_AT + 2;
  private static final int KEY_AT = ID_AT + Digest.SIZE;

  private static final CborItem KTY = CborItem.integer(1);
  private static final CborItem KTY_EC2 = CborItem.integer(2);
  static final CborItem ALG = CborItem.integer(3);
  static final CborItem ALG_ES256 = CborItem.integer(-7);
  private static final CborItem CRV = CborItem.integer(-1);
  private static final CborItem CRV_P256 = CborItem.integer(1);
  private static final CborItem X = CborItem.integer(-2);
  private static final CborItem Y = CborItem.integer(-3);
  private static final int KEY_MEMBERS = 5;
  private static final int COORDINATE_BYTES = 32;

  static Outcome<AttestedCredential, AttestationRefusal> parse(AuthenticatorData data) {
    var encoded = data.encoded();
    if ((data.flags() & AuthenticatorData.CREDENTIAL) == 0
        || encoded.size() < KEY_AT
        || (encoded.at(LENGTH_AT) << Byte.SIZE | encoded.at(LENGTH_AT + 1)) != Digest.SIZE) {
      return Outcome.refused(AttestationRefusal.MALFORMED);
    }
    return AuthenticatorData.tail(encoded.slice(KEY_AT, encoded.size()))
        .then(tail ->
            !tail.isEmpty()
                    && tail.getFirst() instanceof CborMap key
                    && AuthenticatorData.isExtensions(tail.subList(1, tail.size()))
                ? Outcome.passed(
                    new AttestedCredential(
                        encoded.slice(AuthenticatorData.HEAD, LENGTH_AT),
                        encoded.slice(ID_AT, KEY_AT),
                        key))
                : Outcome.refused(AttestationRefusal.MALFORMED));
  }

  /** Whether this is the credential of {@code certified}, by its identifier and its key. */
  boolean isOf(PublicKey certified) {
    return id.equals(AppAttestKey.identifier(certified))
        && key.entries().size() == KEY_MEMBERS
        && key.get(KTY).equals(Optional.of(KTY_EC2))
        && key.get(ALG).equals(Optional.of(ALG_ES256))
        && key.get(CRV).equals(Optional.of(CRV_P256))
        && isCoordinate(X, certified.x())
        && isCoordinate(Y, certified.y().orElseThrow());
  }

  /** Real devices leave out the leading zeros of a coordinate, one in 128 times. */
  private boolean isCoordinate(CborItem label, Bytes coordinate) {
    return key.get(label).orElse(CborItem.NULL) instanceof ByteString(Bytes value)
        && value.size() <= COORDINATE_BYTES
        && Bytes.concat(Bytes.of(new byte[COORDINATE_BYTES - value.size()]), value)
            .equals(coordinate);
  }
}
