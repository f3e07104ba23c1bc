package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.attest.AttesterRole;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/** What is wrong with one issuer by itself. */
final class IssuerFaults {

  private static final int MAX_AUDIENCES = 16;
  private static final int MAX_SUBMODULE = 64;
  private static final Set<TrustTier> ACCEPTABLE =
      EnumSet.of(TrustTier.AFFIRMING, TrustTier.WARNING);

  private IssuerFaults() {}

  static Set<IssuerFault> of(TokenIssuer issuer) {
    var faults = EnumSet.noneOf(IssuerFault.class);
    names(issuer, faults);
    keys(issuer, faults);
    age(issuer.maximumAge(), faults);
    switch (issuer.kind()) {
      case TokenKind.Ear ear -> ear(ear, issuer.role(), faults);
      case TokenKind.Approov() -> approov(issuer, faults);
    }
    return faults;
  }

  private static void names(TokenIssuer issuer, Set<IssuerFault> faults) {
    if (!issuer.issuer().stream().allMatch(VisibleText::isName)) {
      faults.add(IssuerFault.BAD_ISSUER);
    }
    if (issuer.audiences().size() > MAX_AUDIENCES
        || !issuer.audiences().stream().allMatch(VisibleText::isName)) {
      faults.add(IssuerFault.BAD_AUDIENCE);
    }
    if (issuer.subjects().isEmpty() || !issuer.subjects().stream().allMatch(VisibleText::isName)) {
      faults.add(IssuerFault.BAD_SUBJECT);
    }
  }

  private static void keys(TokenIssuer issuer, Set<IssuerFault> faults) {
    if (issuer.keys().isEmpty()) {
      faults.add(IssuerFault.NO_KEYS);
    }
    if (issuer.keys().size() > TokenIssuer.MAX_KEYS) {
      faults.add(IssuerFault.TOO_MANY_KEYS);
    }
    if (new HashSet<>(issuer.keys()).size() < issuer.keys().size()) {
      faults.add(IssuerFault.DUPLICATE_KEY);
    }
    var algorithms = algorithms(issuer.kind());
    if (!issuer.keys().stream().allMatch(key -> algorithms.contains(key.algorithm()))) {
      faults.add(IssuerFault.ALGORITHM_NOT_OF_FORMAT);
    }
  }

  private static Set<TokenAlgorithm> algorithms(TokenKind kind) {
    return switch (kind) {
      case TokenKind.Ear _ -> EarFormat.ALGORITHMS;
      case TokenKind.Approov() -> ApproovFormat.ALGORITHMS;
    };
  }

  private static void age(Duration age, Set<IssuerFault> faults) {
    boolean isWhole = age.equals(age.truncatedTo(ChronoUnit.SECONDS));
    if (!isWhole || age.toSeconds() < 1 || age.compareTo(Life.MAX_LIFE) > 0) {
      faults.add(IssuerFault.BAD_AGE);
    }
  }

  private static void ear(TokenKind.Ear ear, AttesterRole role, Set<IssuerFault> faults) {
    if (ear.profiles().isEmpty()) {
      faults.add(IssuerFault.NO_PROFILE);
    }
    if (ear.tiers().isEmpty() || !ACCEPTABLE.containsAll(ear.tiers())) {
      faults.add(IssuerFault.BAD_TIERS);
    }
    var name = ear.submodule();
    boolean visible = name.equals(VisibleText.shown(name)) && !name.isBlank();
    if (!visible || name.length() > MAX_SUBMODULE || name.equals(role.other().wire())) {
      faults.add(IssuerFault.BAD_SUBMODULE);
    }
  }

  private static void approov(TokenIssuer issuer, Set<IssuerFault> faults) {
    if (issuer.role() == AttesterRole.BACK_END) {
      faults.add(IssuerFault.NOT_FOR_BACK_ENDS);
    }
    if (issuer.subjects().size() > 1) {
      faults.add(IssuerFault.SEVERAL_SUBJECTS);
    }
  }
}
