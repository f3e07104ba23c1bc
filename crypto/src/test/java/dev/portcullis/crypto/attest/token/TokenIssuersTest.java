package dev.portcullis.crypto.attest.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.crypto.signature.VerificationKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Issuers that contradict themselves or one another are named, each with everything. */
final class TokenIssuersTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Signer KEY = SoftwareSigner.generate(Algorithm.ES256, RANDOM);
  private static final Signer OTHER = SoftwareSigner.generate(Algorithm.ES256, RANDOM);
  private static final EarForm FORM = new EarForm(TokenEncoding.JWT, EarProfile.VERAISON);

  @Test
  void takesIssuersOfAllFormatsAndBothRoles() {
    var cwt = new EarForm(TokenEncoding.CWT, EarProfile.IETF_03);
    var issuers =
        List.of(
            verifier().made(),
            // The same key in another format of the same role.
            Policies.verifier(cwt, KEY).made(),
            Policies.verifier(FORM, OTHER).forBackEnds().made(),
            Policies.account(KEY).made(),
            Policies.account(KEY).knownByItsKeysAlone().made());
    assertEquals(issuers, TokenIssuers.of(issuers).orFault().all());
    assertTrue(TokenIssuers.none().all().isEmpty());
  }

  @Test
  void refusesAKeyInBothRolesWhateverTheFormatAndTheIssuer() {
    var cwt = new EarForm(TokenEncoding.CWT, EarProfile.IETF_03);
    assertEquals(
        Outcome.refused(List.of(new IssuerMistake(1, IssuerFault.KEY_IN_BOTH_ROLES))),
        TokenIssuers.of(
            List.of(
                verifier().made(),
                Policies.verifier(cwt, OTHER, KEY).named("another").forBackEnds().made())));
  }

  @Test
  void refusesTwoIssuersThatATokenCouldBeFrom() {
    var duplicate = Outcome.refused(List.of(new IssuerMistake(1, IssuerFault.DUPLICATE_ISSUER)));
    assertEquals(
        duplicate,
        TokenIssuers.of(List.of(verifier().made(), Policies.verifier(FORM, OTHER).made())));
    assertEquals(
        duplicate,
        TokenIssuers.of(
            List.of(
                Policies.account(KEY).knownByItsKeysAlone().made(),
                Policies.account(OTHER).knownByItsKeysAlone().made())));
  }

  @Test
  void refusesNoKeyTheSameKeyAndTooManyKeys() {
    faults(verifier().keys(List.of()), IssuerFault.NO_KEYS);
    faults(verifier().keys(Policies.keys(KEY, KEY)), IssuerFault.DUPLICATE_KEY);
    var many = new ArrayList<PinnedKey>();
    for (int i = 0; i <= TokenIssuer.MAX_KEYS; i++) {
      many.add(PinnedKey.of(SoftwareSigner.generate(Algorithm.ES256, RANDOM).publicKey()));
    }
    faults(verifier().keys(many), IssuerFault.TOO_MANY_KEYS);
  }

  @ParameterizedTest
  @EnumSource(TokenAlgorithm.class)
  void aKeyIsForItsOneAlgorithm(TokenAlgorithm algorithm) {
    var key = VerificationKey.of(KEY.publicKey());
    assertEquals(
        algorithm == TokenAlgorithm.ES256, PinnedKey.of(key, algorithm) instanceof Outcome.Passed);
  }

  @Test
  void refusesAnAlgorithmThatTheFormatDoesNotUse() {
    var edwards = SoftwareSigner.generate(Algorithm.EDDSA, RANDOM);
    faults(Policies.account(edwards), IssuerFault.ALGORITHM_NOT_OF_FORMAT);
    assertTrue(IssuerFaults.of(verifier().keys(Policies.keys(edwards)).made()).isEmpty());
  }

  @Test
  void refusesNamesThatNoTokenCanHave() {
    faults(verifier().named("veri fier"), IssuerFault.BAD_ISSUER);
    faults(verifier().named(""), IssuerFault.BAD_ISSUER);
    faults(verifier().audiences("c".repeat(257)), IssuerFault.BAD_AUDIENCE);
    faults(verifier().subjects("\u0430pp"), IssuerFault.BAD_SUBJECT);
    faults(verifier().subjects(), IssuerFault.BAD_SUBJECT);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 86_401_000, 1_500, Long.MAX_VALUE})
  void refusesAnAgeThatIsNotWholeSecondsUpToADay(long millis) {
    faults(verifier().age(Duration.ofMillis(millis)), IssuerFault.BAD_AGE);
  }

  @Test
  void refusesAnEarIssuerThatAcceptsNothingOrTooMuch() {
    faults(
        verifier().kind(ear(Set.of(), Set.of(TrustTier.AFFIRMING), "app")), IssuerFault.NO_PROFILE);
    var profiles = Set.of(EarProfile.VERAISON);
    faults(verifier().kind(ear(profiles, Set.of(), "app")), IssuerFault.BAD_TIERS);
    for (TrustTier tier : List.of(TrustTier.NONE, TrustTier.CONTRAINDICATED)) {
      faults(
          verifier().kind(ear(profiles, Set.of(TrustTier.AFFIRMING, tier), "app")),
          IssuerFault.BAD_TIERS);
    }
    for (String name : List.of("", " ", "back-end", "a\nb", "x".repeat(65))) {
      faults(
          verifier().kind(ear(profiles, Set.of(TrustTier.AFFIRMING), name)),
          IssuerFault.BAD_SUBMODULE);
    }
  }

  @Test
  void anApproovAccountIsForOneAppAndNoBackEnd() {
    faults(Policies.account(KEY).subjects("one", "two"), IssuerFault.SEVERAL_SUBJECTS);
    faults(Policies.account(KEY).forBackEnds(), IssuerFault.NOT_FOR_BACK_ENDS);
  }

  @Test
  void namesEveryMistakeAndWhoseItIs() {
    var bad = verifier().named("").keys(List.of()).age(Duration.ZERO).made();
    assertEquals(
        Outcome.refused(
            List.of(
                new IssuerMistake(1, IssuerFault.NO_KEYS),
                new IssuerMistake(1, IssuerFault.BAD_ISSUER),
                new IssuerMistake(1, IssuerFault.BAD_AGE),
                new IssuerMistake(2, IssuerFault.DUPLICATE_ISSUER))),
        TokenIssuers.of(List.of(verifier().made(), bad, verifier().made())));
  }

  @Test
  void anIssuerWithANameIsFoundFirst() {
    var named = verifier().made();
    var anonymous = Policies.verifier(FORM, OTHER).knownByItsKeysAlone().made();
    var issuers = TokenIssuers.of(List.of(anonymous, named)).orFault();
    assertEquals(named, found(issuers, AttesterRole.APP, Policies.ISSUER).orElseThrow());
    assertEquals(anonymous, found(issuers, AttesterRole.APP, "somebody").orElseThrow());
    assertTrue(found(issuers, AttesterRole.BACK_END, Policies.ISSUER).isEmpty());
  }

  private static Optional<TokenIssuer> found(TokenIssuers issuers, AttesterRole role, String iss) {
    return issuers.find(role, EarFormat.JWT, Optional.of(iss));
  }

  private static IssuerDraft verifier() {
    return Policies.verifier(FORM, KEY);
  }

  private static TokenKind ear(Set<EarProfile> profiles, Set<TrustTier> tiers, String submodule) {
    return new TokenKind.Ear(TokenEncoding.JWT, profiles, tiers, submodule);
  }

  private static void faults(IssuerDraft draft, IssuerFault fault) {
    assertEquals(Set.of(fault), IssuerFaults.of(draft.made()));
    assertEquals(
        Outcome.refused(List.of(new IssuerMistake(0, fault))),
        TokenIssuers.of(List.of(draft.made())));
  }
}
