package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.attest.AttesterRole;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An issuer in a policy, of which a test changes what it is about. */
final class IssuerDraft {

  private TokenKind kind;
  private AttesterRole role = AttesterRole.APP;
  private Optional<String> iss = Optional.empty();
  private Set<String> audiences = Set.of();
  private List<PinnedKey> keys = List.of();
  private Set<String> subjects = Set.of();
  private Duration age = Duration.ofHours(24);

  IssuerDraft(TokenKind kind) {
    this.kind = kind;
  }

  IssuerDraft kind(TokenKind other) {
    kind = other;
    return this;
  }

  /** Of back-ends, and of the submodule that is theirs. */
  IssuerDraft forBackEnds() {
    role = AttesterRole.BACK_END;
    if (kind instanceof TokenKind.Ear(var encoding, var profiles, var tiers, _)) {
      kind = new TokenKind.Ear(encoding, profiles, tiers, role.wire());
    }
    return this;
  }

  IssuerDraft named(String name) {
    iss = Optional.of(name);
    return this;
  }

  IssuerDraft knownByItsKeysAlone() {
    iss = Optional.empty();
    return this;
  }

  IssuerDraft audiences(String... names) {
    audiences = Set.of(names);
    return this;
  }

  IssuerDraft keys(List<PinnedKey> pinned) {
    keys = pinned;
    return this;
  }

  IssuerDraft subjects(String... names) {
    subjects = Set.of(names);
    return this;
  }

  IssuerDraft age(Duration maximum) {
    age = maximum;
    return this;
  }

  TokenIssuer made() {
    return new TokenIssuer(role, kind, iss, audiences, keys, subjects, age);
  }
}
