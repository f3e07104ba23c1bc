package dev.portcullis.crypto.attest;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.message.Attestation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Verifies Attestation Results that come as EAR in a JWT. It knows no clock: what it returns stays
 * true, so a caller may keep it by the token's digest and ask {@link EarResult#liveAt} again.
 *
 * <p>Security guarantees: a result was signed with a key the policy pins for exactly this role,
 * format, issuer and algorithm; nothing in the token's own header chooses the key; the token has an
 * end and names the key it vouches for.
 */
public final class EarVerifier {

  /** The name of the format in an {@link Attestation}. */
  public static final String FORMAT = "ear+jwt";

  /** How many keys of one issuer and role may be pinned at a time, for a change of keys. */
  public static final int MAX_KEYS = 4;

  private final List<AttestationAnchor> anchors;

  private EarVerifier(List<AttestationAnchor> anchors) {
    this.anchors = anchors;
  }

  /** A verifier that relies on {@code anchors}; those of other formats are not its affair. */
  public static Outcome<EarVerifier, AnchorRefusal> of(List<AttestationAnchor> anchors) {
    Map<Bytes, AttesterRole> roles = new HashMap<>();
    Map<List<Object>, Integer> keys = new HashMap<>();
    var seen = new HashSet<AttestationAnchor>();
    for (AttestationAnchor anchor : anchors) {
      if (anchor.algorithm() != anchor.key().algorithm()) {
        return Outcome.refused(AnchorRefusal.WRONG_ALGORITHM);
      }
      if (!seen.add(anchor)) {
        return Outcome.refused(AnchorRefusal.DUPLICATE);
      }
      if (roles.merge(anchor.key().encoded(), anchor.role(), (first, _) -> first)
          != anchor.role()) {
        return Outcome.refused(AnchorRefusal.KEY_IN_BOTH_ROLES);
      }
      List<Object> holder = List.of(anchor.role(), anchor.format(), anchor.issuer());
      if (keys.merge(holder, 1, Integer::sum) > MAX_KEYS) {
        return Outcome.refused(AnchorRefusal.TOO_MANY_KEYS);
      }
    }
    return Outcome.passed(
        new EarVerifier(anchors.stream().filter(a -> a.format().equals(FORMAT)).toList()));
  }

  /** Verifies {@code attestation} as one of a {@code wanted} Attester. */
  public Outcome<EarResult, AttestationRefusal> appraise(
      Attestation attestation, AttesterRole wanted) {
    return attestation.format().equals(FORMAT)
        ? appraise(attestation.result(), wanted)
        : Outcome.refused(AttestationRefusal.UNKNOWN_FORMAT);
  }

  /** Verifies {@code token}, an EAR in a JWT, as one of a {@code wanted} Attester. */
  public Outcome<EarResult, AttestationRefusal> appraise(Bytes token, AttesterRole wanted) {
    return CompactJws.parse(token)
        .then(jws ->
            JwsHeader.algorithm(jws.header())
                .then(algorithm ->
                    EarClaims.parse(jws.payload(), wanted)
                        .then(claims -> verify(jws, algorithm, claims, wanted))));
  }

  private Outcome<EarResult, AttestationRefusal> verify(
      CompactJws jws, Algorithm algorithm, EarClaims claims, AttesterRole wanted) {
    var ofIssuer = anchors.stream().filter(a -> a.issuer().equals(claims.issuer())).toList();
    if (ofIssuer.isEmpty()) {
      return Outcome.refused(AttestationRefusal.UNKNOWN_ISSUER);
    }
    var ofRole = ofIssuer.stream().filter(a -> a.role() == wanted).toList();
    if (ofRole.isEmpty()) {
      return Outcome.refused(AttestationRefusal.WRONG_ROLE);
    }
    var pinned = ofRole.stream().filter(a -> a.algorithm() == algorithm).toList();
    if (pinned.isEmpty()) {
      return Outcome.refused(AttestationRefusal.ALGORITHM_NOT_ALLOWED);
    }
    for (AttestationAnchor anchor : pinned) {
      if (anchor.key().verify(jws.signingInput(), jws.signature())
          instanceof Outcome.Passed<Bytes, ?>) {
        return Outcome.passed(
            new EarResult(
                wanted,
                claims.issuer(),
                claims.subject(),
                claims.confirmationKey(),
                claims.tier(),
                claims.expiresAt()));
      }
    }
    return Outcome.refused(AttestationRefusal.BAD_SIGNATURE);
  }
}
