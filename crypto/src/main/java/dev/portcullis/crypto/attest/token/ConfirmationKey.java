package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.Verdict.Failed;
import dev.portcullis.crypto.attest.token.ClaimValue.Members;
import dev.portcullis.crypto.attest.token.ClaimValue.Octets;
import dev.portcullis.crypto.attest.token.ClaimValue.Text;
import dev.portcullis.crypto.attest.token.ClaimValue.Whole;
import dev.portcullis.crypto.cose.CoseRefusal;
import dev.portcullis.crypto.cose.PublicKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The key of a {@code cnf} claim: a JWK (RFC 7800 section 3.2) or a COSE_Key (RFC 8747 section
 * 3.2), public, with exactly the members it needs.
 */
final class ConfirmationKey {

  private static final Label JWK = new Label.Named("jwk");
  private static final Label COSE_KEY = new Label.Numbered(1);
  private static final Label KTY = new Label.Numbered(1);
  private static final Label CRV = new Label.Numbered(-1);
  private static final Label X = new Label.Numbered(-2);
  private static final Label Y = new Label.Numbered(-3);
  private static final Label D = new Label.Numbered(-4);
  private static final Whole OKP = new Whole(1);
  private static final Whole EC2 = new Whole(2);
  private static final Whole SYMMETRIC = new Whole(4);
  private static final Whole P256 = new Whole(1);
  private static final Whole ED25519 = new Whole(6);

  private ConfirmationKey() {}

  /**
   * The key that {@code token} vouches for. Refuses {@code NO_CONFIRMATION_KEY}, {@code
   * PRIVATE_CONFIRMATION_KEY} and {@code BAD_CONFIRMATION_KEY}.
   */
  static Outcome<PublicKey, Failed> of(Token token) {
    var label =
        switch (token.encoding()) {
          case JWT -> JWK;
          case CWT -> COSE_KEY;
        };
    var confirmation = token.claims().members(Claim.CONFIRMATION.in(token.encoding()));
    var key = confirmation.flatMap(members -> members.members(label));
    if (confirmation.isEmpty() || key.isEmpty()) {
      return Outcome.refused(new Failed(AttestationRefusal.NO_CONFIRMATION_KEY, "no key in cnf"));
    }
    if (isPrivate(key.get(), token.encoding())) {
      return Outcome.refused(
          new Failed(AttestationRefusal.PRIVATE_CONFIRMATION_KEY, "with its private part"));
    }
    if (confirmation.get().values().size() != 1) {
      return bad();
    }
    var read =
        switch (token.encoding()) {
          case JWT -> jwk(key.get());
          case CWT -> coseKey(key.get());
        };
    return read.isEmpty()
        ? bad()
        : read.get()
            .mapRefusal(_ -> new Failed(AttestationRefusal.BAD_CONFIRMATION_KEY, "no such point"));
  }

  private static boolean isPrivate(Members key, TokenEncoding encoding) {
    return switch (encoding) {
      case JWT -> Jwk.hasPrivatePart(key);
      case CWT -> key.has(D) || is(key, KTY, SYMMETRIC);
    };
  }

  /** The {@code cnf} claim of {@code key}. */
  static Members claim(PublicKey key, TokenEncoding encoding) {
    var members = new LinkedHashMap<Label, ClaimValue>();
    return switch (encoding) {
      case JWT -> {
        Jwk.members(key)
            .forEach((name, value) -> members.put(new Label.Named(name), new Text(value)));
        yield new Members(Map.of(JWK, new Members(members)));
      }
      case CWT -> {
        boolean isPoint = key.y().isPresent();
        members.put(KTY, isPoint ? EC2 : OKP);
        members.put(CRV, isPoint ? P256 : ED25519);
        members.put(X, new Octets(key.x()));
        key.y().ifPresent(y -> members.put(Y, new Octets(y)));
        yield new Members(Map.of(COSE_KEY, new Members(members)));
      }
    };
  }

  private static Optional<Outcome<PublicKey, CoseRefusal>> jwk(Members jwk) {
    var names = jwk.names();
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

  /** RFC 9053 sections 7.1.1 and 7.2. */
  private static Optional<Outcome<PublicKey, CoseRefusal>> coseKey(Members key) {
    var labels = key.values().keySet();
    if (!(key.member(X).orElse(new ClaimValue.Other()) instanceof Octets(var x))) {
      return Optional.empty();
    }
    if (is(key, KTY, EC2)
        && is(key, CRV, P256)
        && labels.equals(Set.of(KTY, CRV, X, Y))
        && key.member(Y).orElseThrow() instanceof Octets(var y)) {
      return Optional.of(PublicKey.p256(x, y));
    }
    return is(key, KTY, OKP) && is(key, CRV, ED25519) && labels.equals(Set.of(KTY, CRV, X))
        ? Optional.of(PublicKey.ed25519(x))
        : Optional.empty();
  }

  private static boolean is(Members key, Label label, Whole value) {
    return key.member(label).equals(Optional.of(value));
  }

  private static <T> Outcome<T, Failed> bad() {
    return Outcome.refused(
        new Failed(
            AttestationRefusal.BAD_CONFIRMATION_KEY,
            "not exactly a public P-256 or Ed25519 key in its one spelling"));
  }
}
