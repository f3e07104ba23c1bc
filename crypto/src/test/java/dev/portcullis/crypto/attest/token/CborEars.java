package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.Appraiser;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.AttestationResult;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.Occasion;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborItem.Tagged;
import dev.portcullis.crypto.cbor.CborLimits;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.cose.SoftwareSigner;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One genuine EAR as a tree, for tests that change the tree. */
final class CborEars {

  private static final SecureRandom RANDOM = new SecureRandom();
  static final Signer VERIFIER = SoftwareSigner.generate(Algorithm.ES256, RANDOM);
  static final Signer PHONE = SoftwareSigner.generate(Algorithm.ES256, RANDOM);
  static final Instant ISSUED = Instant.parse("2026-06-01T00:00:00Z");
  static final Instant EXPIRES = ISSUED.plusSeconds(3600);
  static final Occasion OCCASION = Occasion.of(AttesterRole.APP, ISSUED.plusSeconds(60));
  static final EarForm FORM = new EarForm(TokenEncoding.CWT, EarProfile.IETF_03);
  static final EarIssuer.Verdict VERDICT =
      new EarIssuer.Verdict(AttesterRole.APP, Policies.APP, PHONE.publicKey(), TrustTier.AFFIRMING);
  static final CborMap CLAIMS = map(issuer(FORM).claims(VERDICT, ISSUED, EXPIRES));
  static final CborMap ES256 = map(Bytes.fromHex("a10126"));
  static final Appraiser<Token> EARS =
      Policies.ear(TokenEncoding.CWT, Policies.verifier(FORM, VERIFIER).made());

  static final int CNF = 8;
  static final int EXP = 4;
  static final int SUBMODS = 266;

  private CborEars() {}

  static EarIssuer issuer(EarForm form) {
    return new EarIssuer(Policies.ISSUER, "test", form, VERIFIER);
  }

  static CborItem item(Bytes encoded) {
    return Cbor.decode(encoded, new CborLimits(EarFormat.MAX_SIZE, 16, 1000)).orFault();
  }

  static CborMap map(Bytes encoded) {
    return (CborMap) item(encoded);
  }

  static CborMap with(CborMap map, long key, CborItem value) {
    var entries = new ArrayList<>(without(map, key).entries());
    entries.add(new CborMap.Entry(CborItem.integer(key), value));
    return CborMap.sorted(entries);
  }

  static CborMap without(CborMap map, long key) {
    return new CborMap(
        map.entries().stream()
            .filter(entry -> !entry.key().equals(CborItem.integer(key)))
            .toList());
  }

  static Bytes sign1(List<CborItem> parts) {
    return Cbor.encode(new Tagged(18, new CborArray(parts)));
  }

  static String said(Bytes token) {
    return switch (EARS.appraise(token, OCCASION)) {
      case Outcome.Passed<AttestationResult, AttestationRefusal> _ -> "accepted";
      case Outcome.Refused<AttestationResult, AttestationRefusal>(var why) -> why.name();
    };
  }

  static Bytes token(CborMap header, CborMap claims) {
    return token(header, CborMap.empty(), Cbor.encode(claims));
  }

  static Bytes token(CborMap header, CborMap unprotected, Bytes claims) {
    return Cwt.sign(VERIFIER, Cbor.encode(header), unprotected, claims);
  }
}
