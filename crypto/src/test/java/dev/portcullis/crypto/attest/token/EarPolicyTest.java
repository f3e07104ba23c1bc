package dev.portcullis.crypto.attest.token;

import static dev.portcullis.crypto.attest.token.JsonEars.APP;
import static dev.portcullis.crypto.attest.token.JsonEars.CLAIMS;
import static dev.portcullis.crypto.attest.token.JsonEars.EARS;
import static dev.portcullis.crypto.attest.token.JsonEars.FORM;
import static dev.portcullis.crypto.attest.token.JsonEars.FOR_APP;
import static dev.portcullis.crypto.attest.token.JsonEars.HEADER;
import static dev.portcullis.crypto.attest.token.JsonEars.ISSUER;
import static dev.portcullis.crypto.attest.token.JsonEars.NOW;
import static dev.portcullis.crypto.attest.token.JsonEars.OTHER;
import static dev.portcullis.crypto.attest.token.JsonEars.PINNED;
import static dev.portcullis.crypto.attest.token.JsonEars.VERIFIER;
import static dev.portcullis.crypto.attest.token.JsonEars.claims;
import static dev.portcullis.crypto.attest.token.JsonEars.said;
import static dev.portcullis.crypto.attest.token.JsonEars.token;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.Occasion;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a policy says of a Verifier decides which of its EARs count. */
final class EarPolicyTest {

  @Test
  void eachOfSeveralPinnedKeysCounts() {
    var ears = Policies.ear(TokenEncoding.JWT, Policies.verifier(FORM, OTHER, VERIFIER).made());
    assertEquals(APP, ears.appraise(token(HEADER, CLAIMS), FOR_APP).orFault().subject());
  }

  @Test
  void anIssuerWithoutANameIsKnownByItsKeys() {
    var ears =
        Policies.ear(
            TokenEncoding.JWT, Policies.verifier(FORM, VERIFIER).knownByItsKeysAlone().made());
    var anonymous = CLAIMS.replace("\"iss\":\"" + ISSUER + "\",", "");
    for (String claims : List.of(CLAIMS, anonymous)) {
      assertEquals("ear+jwt", ears.appraise(token(HEADER, claims), FOR_APP).orFault().issuer());
    }
    assertEquals(
        Outcome.refused(AttestationRefusal.BAD_SIGNATURE),
        ears.appraise(CompactJws.sign(OTHER, Bytes.utf8(HEADER), Bytes.utf8(anonymous)), FOR_APP));
  }

  @Test
  void anIssuerWithANameIsFoundBeforeTheOneWithout() {
    var ears =
        Policies.ear(
            TokenEncoding.JWT, Policies.verifier(FORM, OTHER).knownByItsKeysAlone().made(), PINNED);
    assertEquals("accepted", said(ears.appraise(token(HEADER, CLAIMS), FOR_APP)));
    var anonymous = CLAIMS.replace("\"iss\":\"" + ISSUER + "\",", "");
    assertEquals("BAD_SIGNATURE", said(ears.appraise(token(HEADER, anonymous), FOR_APP)));
  }

  @ParameterizedTest
  @EnumSource(TrustTier.class)
  void aTierIsItsNameOrItsCodeAndOnlyAffirmingIsAcceptedUnlessThePolicySaysMore(TrustTier tier) {
    var lenient =
        Policies.ear(
            TokenEncoding.JWT,
            Policies.verifier(FORM, VERIFIER)
                .kind(
                    new TokenKind.Ear(
                        TokenEncoding.JWT,
                        Set.of(EarProfile.VERAISON),
                        Set.of(TrustTier.AFFIRMING, TrustTier.WARNING),
                        "app"))
                .made());
    for (String status : List.of("\"" + tier.wire() + "\"", Integer.toString(tier.code()))) {
      var token = token(HEADER, CLAIMS.replace("\"affirming\"", status));
      assertEquals(
          switch (tier) {
            case AFFIRMING -> "accepted";
            case NONE, WARNING, CONTRAINDICATED -> "NOT_AFFIRMING";
          },
          said(EARS.appraise(token, FOR_APP)));
      assertEquals(
          switch (tier) {
            case AFFIRMING, WARNING -> "accepted";
            case NONE, CONTRAINDICATED -> "NOT_AFFIRMING";
          },
          said(lenient.appraise(token, FOR_APP)));
    }
  }

  @Test
  void refusesAnAppraisalByAVerifierOfTheOtherAttester() {
    var forged = CLAIMS.replace("\"app\":", "\"back-end\":");
    assertEquals(
        Outcome.refused(AttestationRefusal.WRONG_ROLE),
        EARS.appraise(token(HEADER, forged), Occasion.of(AttesterRole.BACK_END, NOW)));
  }

  @Test
  void aKeyForOneRoleSignsNothingForTheOtherEvenOfTheSameIssuer() {
    var ears =
        Policies.ear(
            TokenEncoding.JWT, PINNED, Policies.verifier(FORM, OTHER).forBackEnds().made());
    var forged = CLAIMS.replace("\"app\":", "\"back-end\":");
    assertEquals(
        Outcome.refused(AttestationRefusal.BAD_SIGNATURE),
        ears.appraise(token(HEADER, forged), Occasion.of(AttesterRole.BACK_END, NOW)));
  }

  @Test
  void anIssuerOfAnotherFormatDoesNotCount() {
    var cwt = new EarForm(TokenEncoding.CWT, EarProfile.VERAISON);
    var ears = Policies.ear(TokenEncoding.JWT, Policies.verifier(cwt, VERIFIER).made());
    assertEquals(
        Outcome.refused(AttestationRefusal.UNKNOWN_ISSUER),
        ears.appraise(token(HEADER, CLAIMS), FOR_APP));
  }

  @Test
  void aPolicyMayNameTheSubmoduleAsTheVerifierDoes() {
    var kind =
        new TokenKind.Ear(
            TokenEncoding.JWT,
            Set.of(EarProfile.VERAISON),
            Set.of(TrustTier.AFFIRMING),
            "ANDROID KEY");
    var ears = Policies.ear(TokenEncoding.JWT, Policies.verifier(FORM, VERIFIER).kind(kind).made());
    var renamed = CLAIMS.replace("\"app\":", "\"ANDROID KEY\":");
    assertEquals("accepted", said(ears.appraise(token(HEADER, renamed), FOR_APP)));
    assertEquals("NO_APPRAISAL", said(ears.appraise(token(HEADER, CLAIMS), FOR_APP)));
    var other = CLAIMS.replace("\"app\":", "\"back-end\":");
    assertEquals("WRONG_ROLE", said(ears.appraise(token(HEADER, other), FOR_APP)));
  }

  @Test
  void theNamesOfOneProfileDoNotCountInTheOther() {
    var ietf = new EarForm(TokenEncoding.JWT, EarProfile.IETF_03);
    var ears = Policies.ear(TokenEncoding.JWT, Policies.verifier(ietf, VERIFIER).made());
    var genuine = claims(ietf);
    assertEquals("accepted", said(ears.appraise(token(HEADER, genuine), FOR_APP)));
    assertEquals("WRONG_PROFILE", said(ears.appraise(token(HEADER, CLAIMS), FOR_APP)));
    assertEquals("WRONG_PROFILE", said(EARS.appraise(token(HEADER, genuine), FOR_APP)));
    var otherNames = CLAIMS.replace(EarProfile.VERAISON.uri(), EarProfile.IETF_03.uri());
    assertEquals("BAD_VERIFIER_ID", said(ears.appraise(token(HEADER, otherNames), FOR_APP)));
    var otherStatus = genuine.replace("ear_status", "ear.status");
    assertEquals("BAD_APPRAISAL", said(ears.appraise(token(HEADER, otherStatus), FOR_APP)));
  }

  @Test
  void aVerifierMayChangeItsProfileWhileCommandsFlow() {
    var both =
        new TokenKind.Ear(
            TokenEncoding.JWT,
            Set.of(EarProfile.VERAISON, EarProfile.IETF_03),
            Set.of(TrustTier.AFFIRMING),
            "app");
    var ears = Policies.ear(TokenEncoding.JWT, Policies.verifier(FORM, VERIFIER).kind(both).made());
    for (EarProfile profile : EarProfile.values()) {
      var claims = claims(new EarForm(TokenEncoding.JWT, profile));
      assertEquals("accepted", said(ears.appraise(token(HEADER, claims), FOR_APP)));
    }
  }

  @Test
  void aTokenWithAnAudienceIsForThoseThePolicyNames() {
    var ears =
        Policies.ear(
            TokenEncoding.JWT, Policies.verifier(FORM, VERIFIER).audiences("cars", "vans").made());
    assertEquals("WRONG_AUDIENCE", said(ears.appraise(token(HEADER, CLAIMS), FOR_APP)));
    for (String accepted : List.of("\"cars\"", "[\"vans\"]", "[\"trucks\",\"cars\"]")) {
      assertEquals("accepted", said(ears.appraise(meantFor(accepted), FOR_APP)));
    }
    for (String refused :
        List.of("\"\"", "\"trucks\"", "[]", "[\"cars\",1]", "{\"cars\":1}", "null", "1")) {
      assertEquals("WRONG_AUDIENCE", said(ears.appraise(meantFor(refused), FOR_APP)));
    }
  }

  private static Bytes meantFor(String audience) {
    return token(HEADER, CLAIMS.replace("{\"iss\"", "{\"aud\":" + audience + ",\"iss\""));
  }
}
