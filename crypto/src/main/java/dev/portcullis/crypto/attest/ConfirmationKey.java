package dev.portcullis.crypto.attest;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.JsonValue.Members;
import dev.portcullis.crypto.cose.CoseRefusal;
import dev.portcullis.crypto.cose.PublicKey;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The key of a {@code cnf} claim (RFC 7800 section 3.2): a JWK, public, with no other member. */
final class ConfirmationKey {

  /** RFC 7518 sections 6.2.2, 6.3.2 and 6.4, RFC 8037 section 2. */
  private static final Set<String> PRIVATE = Set.of("d", "k", "p", "q", "dp", "dq", "qi", "oth");

  private ConfirmationKey() {}

  static Outcome<PublicKey, AttestationRefusal> parse(Members claims) {
    if (!(claims.member("cnf").orElse(new JsonValue.Other()) instanceof Members confirmation)
        || !(confirmation.member("jwk").orElse(new JsonValue.Other()) instanceof Members jwk)) {
      return Outcome.refused(AttestationRefusal.NO_CONFIRMATION_KEY);
    }
    if (!Collections.disjoint(jwk.values().keySet(), PRIVATE)) {
      return Outcome.refused(AttestationRefusal.PRIVATE_CONFIRMATION_KEY);
    }
    if (confirmation.values().size() != 1) {
      return bad();
    }
    var key = read(jwk);
    return key.isEmpty()
        ? bad()
        : key.get().mapRefusal(_ -> AttestationRefusal.BAD_CONFIRMATION_KEY);
  }

  /** The members of {@code key} as a JWK, in the order of a JWK thumbprint's text. */
  static Map<String, String> members(PublicKey key) {
    var members = new LinkedHashMap<String, String>();
    var encoder = Base64.getUrlEncoder().withoutPadding();
    switch (key.algorithm()) {
      case ES256 -> {
        members.put("crv", "P-256");
        members.put("kty", "EC");
      }
      case EDDSA -> {
        members.put("crv", "Ed25519");
        members.put("kty", "OKP");
      }
    }
    members.put("x", encoder.encodeToString(key.x().toArray()));
    key.y().ifPresent(y -> members.put("y", encoder.encodeToString(y.toArray())));
    return members;
  }

  private static Optional<Outcome<PublicKey, CoseRefusal>> read(Members jwk) {
    var names = jwk.values().keySet();
    var curve = jwk.text("kty").orElse("") + " " + jwk.text("crv").orElse("");
    if (curve.equals("EC P-256") && names.equals(Set.of("kty", "crv", "x", "y"))) {
      return coordinate(jwk, "x").flatMap(x -> coordinate(jwk, "y").map(y -> PublicKey.p256(x, y)));
    }
    if (curve.equals("OKP Ed25519") && names.equals(Set.of("kty", "crv", "x"))) {
      return coordinate(jwk, "x").map(PublicKey::ed25519);
    }
    return Optional.empty();
  }

  private static Optional<Bytes> coordinate(Members jwk, String name) {
    return jwk.text(name)
        .map(CompactJws::decode)
        .flatMap(decoded ->
            switch (decoded) {
              case Outcome.Passed<Bytes, AttestationRefusal>(var bytes) -> Optional.of(bytes);
              case Outcome.Refused<Bytes, AttestationRefusal> _ -> Optional.empty();
            });
  }

  private static <T> Outcome<T, AttestationRefusal> bad() {
    return Outcome.refused(AttestationRefusal.BAD_CONFIRMATION_KEY);
  }
}
