package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.signature.VerificationKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The issuers of tokens that a policy names, of all formats and both roles, without contradiction:
 * each key serves one role, and role, format and {@code iss} lead to one issuer at most.
 */
public final class TokenIssuers {

  private final List<TokenIssuer> issuers;

  private TokenIssuers(List<TokenIssuer> issuers) {
    this.issuers = issuers;
  }

  /** Nobody: no token passes. */
  public static TokenIssuers none() {
    return new TokenIssuers(List.of());
  }

  /** Checks {@code issuers}; refuses them with everything that is wrong with them. */
  public static Outcome<TokenIssuers, List<IssuerMistake>> of(List<TokenIssuer> issuers) {
    var mistakes = new ArrayList<IssuerMistake>();
    var holders = new HashSet<TokenIssuer.Holder>();
    Map<VerificationKey, AttesterRole> roles = new HashMap<>();
    for (int i = 0; i < issuers.size(); i++) {
      var issuer = issuers.get(i);
      var faults = new ArrayList<>(IssuerFaults.of(issuer));
      if (!holders.add(issuer.holder())) {
        faults.add(IssuerFault.DUPLICATE_ISSUER);
      }
      for (PinnedKey key : issuer.keys()) {
        if (roles.merge(key.key(), issuer.role(), (first, _) -> first) != issuer.role()) {
          faults.add(IssuerFault.KEY_IN_BOTH_ROLES);
        }
      }
      for (IssuerFault fault : faults) {
        mistakes.add(new IssuerMistake(i, fault));
      }
    }
    return mistakes.isEmpty()
        ? Outcome.passed(new TokenIssuers(List.copyOf(issuers)))
        : Outcome.refused(List.copyOf(mistakes));
  }

  /** The issuers, in the order they were given. */
  public List<TokenIssuer> all() {
    return issuers;
  }

  /** Who a token with this {@code iss} is from: the issuer of that name, or the one of no name. */
  Optional<TokenIssuer> find(AttesterRole role, String format, Optional<String> iss) {
    var named = find(new TokenIssuer.Holder(role, format, iss));
    return named.isPresent() ? named : find(new TokenIssuer.Holder(role, format, Optional.empty()));
  }

  /** The issuers of one role and format. */
  List<TokenIssuer> of(AttesterRole role, String format) {
    return issuers.stream()
        .filter(issuer -> issuer.role() == role && issuer.kind().format().equals(format))
        .toList();
  }

  private Optional<TokenIssuer> find(TokenIssuer.Holder holder) {
    for (TokenIssuer issuer : issuers) {
      if (issuer.holder().equals(holder)) {
        return Optional.of(issuer);
      }
    }
    return Optional.empty();
  }
}
