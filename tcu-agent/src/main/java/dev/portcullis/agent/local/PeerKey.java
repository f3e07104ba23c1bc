package dev.portcullis.agent.local;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.cose.PublicKey;
import java.security.Principal;
import java.util.Optional;
import org.eclipse.californium.elements.auth.RawPublicKeyIdentity;

/** Reads raw public keys (RFC 7250) of the one kind this link knows. */
final class PeerKey {

  /**
   * A SubjectPublicKeyInfo (RFC 5480) of id-ecPublicKey on secp256r1, up to the uncompressed
   * point's coordinates.
   */
  private static final Bytes P256_INFO =
      Bytes.fromHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");

  private static final int COORDINATE = 32;

  private PeerKey() {}

  /** The P-256 key in {@code subjectPublicKeyInfo}, if it is exactly that. */
  static Optional<PublicKey> parse(Bytes subjectPublicKeyInfo) {
    int x = P256_INFO.size();
    int y = x + COORDINATE;
    int end = y + COORDINATE;
    if (subjectPublicKeyInfo.size() != end || !subjectPublicKeyInfo.slice(0, x).equals(P256_INFO)) {
      return Optional.empty();
    }
    return switch (PublicKey.p256(
        subjectPublicKeyInfo.slice(x, y), subjectPublicKeyInfo.slice(y, end))) {
      case dev.portcullis.crypto.Outcome.Passed<PublicKey, ?>(var key) -> Optional.of(key);
      case dev.portcullis.crypto.Outcome.Refused<PublicKey, ?> _ -> Optional.empty();
    };
  }

  /** The thumbprint of the key that a handshake proved. */
  static Optional<Digest> thumbprint(Principal principal) {
    return principal instanceof RawPublicKeyIdentity raw
        ? parse(Bytes.of(raw.getSubjectInfo())).map(PublicKey::thumbprint)
        : Optional.empty();
  }
}
