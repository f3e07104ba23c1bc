package dev.portcullis.agent.policy;

import dev.portcullis.agent.settings.BadSetting;
import dev.portcullis.agent.settings.Mistakes;
import dev.portcullis.agent.settings.Section;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.token.EarProfile;
import dev.portcullis.crypto.attest.token.IssuerFault;
import dev.portcullis.crypto.attest.token.IssuerMistake;
import dev.portcullis.crypto.attest.token.TokenEncoding;
import dev.portcullis.crypto.attest.token.TokenIssuer;
import dev.portcullis.crypto.attest.token.TokenIssuers;
import dev.portcullis.crypto.attest.token.TokenKind;
import dev.portcullis.crypto.attest.token.TrustTier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the member {@code attestation} of a policy. Platforms are read by {@link PlatformReader}.
 */
final class AttestationReader {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int DAY_SECONDS = 86_400;

  private final Mistakes mistakes;

  AttestationReader(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  Attestation read(Section section) {
    var platforms = new PlatformReader(mistakes);
    var tokens = mistakes.or(TokenIssuers.none(), () -> tokens(section));
    var nitro = mistakes.of(() -> section.optionalSection("nitro"));
    var android = mistakes.of(() -> section.optionalSection("android"));
    var apple = mistakes.of(() -> section.optionalSection("apple"));
    mistakes.during(section::end);
    return new Attestation(
        tokens,
        nitro.flatMap(said -> said).flatMap(platforms::nitro),
        android.flatMap(said -> said).flatMap(platforms::android),
        apple.flatMap(said -> said).flatMap(platforms::apple));
  }

  private TokenIssuers tokens(Section section) throws BadSetting {
    if (!section.has("tokens")) {
      return TokenIssuers.none();
    }
    var issuers = new ArrayList<TokenIssuer>();
    var places = new ArrayList<Section>();
    for (Section each : section.sections("tokens")) {
      mistakes
          .of(() -> issuer(each))
          .ifPresent(issuer -> {
            issuers.add(issuer);
            places.add(each);
          });
    }
    return switch (TokenIssuers.of(issuers)) {
      case Outcome.Passed<TokenIssuers, List<IssuerMistake>>(var sound) -> sound;
      case Outcome.Refused<TokenIssuers, List<IssuerMistake>>(var wrong) -> {
        for (IssuerMistake mistake : wrong) {
          var place = places.get(mistake.index());
          mistakes.note(place.bad(member(mistake), explanation(mistake.fault())));
        }
        yield TokenIssuers.none();
      }
    };
  }

  private static String explanation(IssuerFault fault) {
    return switch (fault) {
      case DUPLICATE_ISSUER -> "is that of another entry with the same role and format";
      case NO_KEYS -> "must name at least one key";
      case TOO_MANY_KEYS -> "must name at most " + TokenIssuer.MAX_KEYS + " keys";
      case DUPLICATE_KEY -> "names a key twice";
      case KEY_IN_BOTH_ROLES -> "names a key that appraises the other role too";
      case ALGORITHM_NOT_OF_FORMAT -> "names a key that tokens of this format are not signed with";
      case BAD_ISSUER -> "must be 1 to 256 visible ASCII characters";
      case BAD_AUDIENCE -> "must be at most 16 of 1 to 256 visible ASCII characters";
      case BAD_SUBJECT -> "must be at least one, each 1 to 256 visible ASCII characters";
      case SEVERAL_SUBJECTS -> "must be one app, for Approov tokens do not say which";
      case BAD_AGE -> "must be 1 to " + DAY_SECONDS;
      case NO_PROFILE -> "must name at least one profile";
      case BAD_TIERS -> "must be affirming, or affirming and warning";
      case BAD_SUBMODULE ->
          "must be 1 to 64 visible characters or spaces, and not the other role's name";
      case NOT_FOR_BACK_ENDS -> "must be app: Approov appraises apps";
    };
  }

  private static String member(IssuerMistake mistake) {
    return switch (mistake.fault()) {
      case DUPLICATE_ISSUER, BAD_ISSUER -> "issuer";
      case NO_KEYS, TOO_MANY_KEYS, DUPLICATE_KEY, KEY_IN_BOTH_ROLES, ALGORITHM_NOT_OF_FORMAT ->
          "keys";
      case BAD_AUDIENCE -> "audiences";
      case BAD_SUBJECT, SEVERAL_SUBJECTS -> "subjects";
      case BAD_AGE -> "maximumAgeSeconds";
      case NO_PROFILE -> "profiles";
      case BAD_TIERS -> "tiers";
      case BAD_SUBMODULE -> "submodule";
      case NOT_FOR_BACK_ENDS -> "role";
    };
  }

  private TokenIssuer issuer(Section section) throws BadSetting {
    var role =
        switch (section.text("role")) {
          case "app" -> AttesterRole.APP;
          case "back-end" -> AttesterRole.BACK_END;
          case String other ->
              throw section.bad("role", "is " + other + ", must be app or back-end");
        };
    var kind =
        switch (section.text("format")) {
          case "ear+jwt" -> ear(section, TokenEncoding.JWT, role);
          case "ear+cwt" -> ear(section, TokenEncoding.CWT, role);
          case "approov+jwt" -> new TokenKind.Approov();
          case String other ->
              throw section.bad(
                  "format", "is " + other + ", must be ear+jwt, ear+cwt or approov+jwt");
        };
    var issuer =
        new TokenIssuer(
            role,
            kind,
            section.optionalText("issuer"),
            Set.copyOf(section.optionalTexts("audiences")),
            KeyReader.jwks(section, "keys"),
            Set.copyOf(section.texts("subjects")),
            section.duration("maximumAgeSeconds", SECOND, 1, DAY_SECONDS));
    mistakes.during(section::end);
    return issuer;
  }

  private static TokenKind ear(Section section, TokenEncoding encoding, AttesterRole role)
      throws BadSetting {
    var profiles = EnumSet.noneOf(EarProfile.class);
    for (String uri : section.texts("profiles")) {
      profiles.add(
          EarProfile.named(uri)
              .orElseThrow(() -> section.bad("profiles", uri + " is no profile this agent reads")));
    }
    return new TokenKind.Ear(
        encoding,
        profiles,
        // Section 1 of the design, condition 2: no policy can take a lesser tier.
        Set.of(TrustTier.AFFIRMING),
        section.optionalText("submodule").orElse(role.wire()));
  }
}
