package dev.portcullis.crypto.attest.token;

import static dev.portcullis.crypto.attest.AttestationRefusal.ALGORITHM_NOT_ALLOWED;
import static dev.portcullis.crypto.attest.AttestationRefusal.BAD_APPRAISAL;
import static dev.portcullis.crypto.attest.AttestationRefusal.BAD_CONFIRMATION_KEY;
import static dev.portcullis.crypto.attest.AttestationRefusal.BAD_HEADER;
import static dev.portcullis.crypto.attest.AttestationRefusal.BAD_ISSUER;
import static dev.portcullis.crypto.attest.AttestationRefusal.BAD_SUBJECT;
import static dev.portcullis.crypto.attest.AttestationRefusal.BAD_TIME;
import static dev.portcullis.crypto.attest.AttestationRefusal.BAD_VERIFIER_ID;
import static dev.portcullis.crypto.attest.AttestationRefusal.NOT_LISTED;
import static dev.portcullis.crypto.attest.AttestationRefusal.NO_APPRAISAL;
import static dev.portcullis.crypto.attest.AttestationRefusal.NO_CONFIRMATION_KEY;
import static dev.portcullis.crypto.attest.AttestationRefusal.NO_EXPIRY;
import static dev.portcullis.crypto.attest.AttestationRefusal.UNKNOWN_ISSUER;
import static dev.portcullis.crypto.attest.AttestationRefusal.WRONG_AUDIENCE;
import static dev.portcullis.crypto.attest.AttestationRefusal.WRONG_CHALLENGE;
import static dev.portcullis.crypto.attest.AttestationRefusal.WRONG_PROFILE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.Appraiser;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.Occasion;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.SoftwareSigner;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A valid EAR with every member it can have, in each form: each member removed, changed or written
 * twice, and signed again by the Verifier, is refused by name, except where the list here says that
 * nothing is made of it.
 */
final class EarMutationTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final SoftwareSigner VERIFIER = SoftwareSigner.generate(Algorithm.ES256, RANDOM);
  private static final Occasion OCCASION =
      Occasion.of(AttesterRole.APP, FullEar.ISSUED.plusSeconds(60))
          .forKey(FullEar.PHONE.publicKey().thumbprint().value())
          .challenged(FullEar.NONCE);

  static Stream<EarForm> forms() {
    return Stream.of(TokenEncoding.values())
        .flatMap(encoding ->
            Stream.of(EarProfile.values()).map(profile -> new EarForm(encoding, profile)));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void everyChangedClaimIsRefusedByName(EarForm form) {
    var genuine = FullEar.claims(form);
    var reliance = relianceOnClaims(form);
    assertEquals(
        new TreeMap<>(reliance).keySet(),
        new TreeMap<>(Mutation.paths(genuine, "")).keySet(),
        "every member has its place in the list");
    var ears = ears(form);
    var header = writer(form).write(FullEar.header(form), "");
    for (Mutation mutation : Mutation.of(genuine, writer(form))) {
      var token = signed(form, header, mutation.document());
      listed(reliance, mutation).holdsFor(mutation, ears.appraise(token, OCCASION));
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void everyChangedParameterOfTheHeaderIsRefusedByName(EarForm form) {
    var genuine = FullEar.header(form);
    var reliance = relianceOnHeader(form);
    assertEquals(
        new TreeMap<>(reliance).keySet(), new TreeMap<>(Mutation.paths(genuine, "")).keySet());
    var ears = ears(form);
    var claims = writer(form).write(FullEar.claims(form), "");
    for (Mutation mutation : Mutation.of(genuine, writer(form))) {
      var token = signed(form, mutation.document(), claims);
      listed(reliance, mutation).holdsFor(mutation, ears.appraise(token, OCCASION));
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void nothingIsAcceptedThatTheVerifierDidNotSign(EarForm form) {
    var ears = ears(form);
    var header = writer(form).write(FullEar.header(form), "");
    var genuine = signed(form, header, writer(form).write(FullEar.claims(form), ""));
    assertTrue(ears.appraise(genuine, OCCASION) instanceof Outcome.Passed);
    for (int i = 0; i < genuine.size(); i++) {
      byte[] changed = genuine.toArray();
      changed[i] ^= 1;
      assertTrue(ears.appraise(Bytes.of(changed), OCCASION) instanceof Outcome.Refused);
    }
  }

  private static Map<String, Reliance> relianceOnClaims(EarForm form) {
    var all = new LinkedHashMap<String, Reliance>();
    all.put(FullEar.path(form, Claim.ISSUER), Reliance.full(BAD_ISSUER, UNKNOWN_ISSUER));
    all.put(FullEar.path(form, Claim.SUBJECT), Reliance.full(BAD_SUBJECT, NOT_LISTED));
    all.put(FullEar.path(form, Claim.AUDIENCE), Reliance.full(WRONG_AUDIENCE));
    all.put(FullEar.path(form, Claim.EXPIRES), Reliance.full(NO_EXPIRY, BAD_TIME));
    all.put(FullEar.path(form, Claim.ISSUED), Reliance.full(BAD_TIME));
    all.put(FullEar.path(form, Claim.BEGINS), Reliance.whereItIsThere(BAD_TIME));
    all.put(FullEar.path(form, Claim.PROFILE), Reliance.full(WRONG_PROFILE));
    all.put(FullEar.path(form, Claim.NONCE), Reliance.full(WRONG_CHALLENGE));
    var verifier = FullEar.path(form, EarClaim.VERIFIER_ID);
    all.put(verifier, Reliance.full(BAD_VERIFIER_ID));
    // Who the Verifier is, its key says; these tell an auditor which of its builds it was.
    all.put(
        verifier + "/" + FullEar.path(form, EarClaim.DEVELOPER),
        Reliance.presence(BAD_VERIFIER_ID));
    all.put(
        verifier + "/" + FullEar.path(form, EarClaim.BUILD), Reliance.presence(BAD_VERIFIER_ID));
    var confirmation = FullEar.path(form, Claim.CONFIRMATION);
    all.put(confirmation, Reliance.full(NO_CONFIRMATION_KEY));
    for (String key : Mutation.paths(FullEar.claims(form), "").keySet()) {
      if (key.startsWith(confirmation + "/")) {
        all.put(key, Reliance.full(BAD_CONFIRMATION_KEY, NO_CONFIRMATION_KEY));
      }
    }
    var submodules = FullEar.path(form, Claim.SUBMODULES);
    all.put(submodules, Reliance.full(NO_APPRAISAL));
    all.put(submodules + "/app", Reliance.full(NO_APPRAISAL, BAD_APPRAISAL));
    var status = FullEar.path(form, EarClaim.STATUS);
    all.put(submodules + "/app/" + status, Reliance.full(BAD_APPRAISAL));
    var vector = submodules + "/app/" + FullEar.path(form, EarClaim.VECTOR);
    // The draft lets a Verifier leave it out, and any part of it.
    all.put(vector, Reliance.whereItIsThere(BAD_APPRAISAL));
    all.put(vector + "/" + FullEar.hardware(form), Reliance.whereItIsThere(BAD_APPRAISAL));
    all.put(vector + "/" + FullEar.executables(form), Reliance.whereItIsThere(BAD_APPRAISAL));
    // In the draft of the IETF it sums up all submodules; Veraison's profile has no such claim.
    all.put(
        status,
        switch (form.profile()) {
          case IETF_03 -> Reliance.whereItIsThere(BAD_APPRAISAL);
          case VERAISON -> Reliance.none();
        });
    // Not relied upon: for auditors, and for other Verifiers.
    all.put(FullEar.rawEvidence(form), Reliance.none());
    all.put(submodules + "/app/" + FullEar.policies(form), Reliance.none());
    all.put("com.example/extension", Reliance.none());
    return all;
  }

  private static Map<String, Reliance> relianceOnHeader(EarForm form) {
    return switch (form.encoding()) {
      case JWT ->
          Map.of(
              "alg", Reliance.full(ALGORITHM_NOT_ALLOWED),
              "typ", Reliance.full(BAD_HEADER),
              "kid", Reliance.kind(BAD_HEADER));
      case CWT ->
          Map.of(
              "1", Reliance.full(ALGORITHM_NOT_ALLOWED),
              "3", Reliance.whereItIsThere(BAD_HEADER),
              "16", Reliance.whereItIsThere(BAD_HEADER),
              "4", Reliance.kind(BAD_HEADER));
    };
  }

  private static Appraiser<Token> ears(EarForm form) {
    return Policies.ear(
        form.encoding(), Policies.verifier(form, VERIFIER).audiences(FullEar.AUDIENCE).made());
  }

  private static Bytes signed(EarForm form, Bytes header, Bytes claims) {
    return switch (form.encoding()) {
      case JWT -> CompactJws.sign(VERIFIER, header, claims);
      case CWT -> Cwt.sign(VERIFIER, header, CborMap.empty(), claims);
    };
  }

  private static Mutation.Writer writer(EarForm form) {
    return switch (form.encoding()) {
      case JWT -> RawJson::write;
      case CWT -> RawCbor::write;
    };
  }

  private static Reliance listed(Map<String, Reliance> reliance, Mutation mutation) {
    return reliance.getOrDefault(mutation.path(), Reliance.full(AttestationRefusal.TOO_LARGE));
  }
}
