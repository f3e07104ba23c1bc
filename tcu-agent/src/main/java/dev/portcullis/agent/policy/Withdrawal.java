package dev.portcullis.agent.policy;

import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.attest.android.AndroidReferences;
import dev.portcullis.crypto.attest.apple.AppAttestReferences;
import dev.portcullis.crypto.attest.nitro.NitroReferences;
import dev.portcullis.crypto.attest.token.TokenIssuer;
import dev.portcullis.crypto.attest.token.TokenIssuers;
import dev.portcullis.crypto.signature.VerificationKey;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Takes keys and certificates out of whom a policy believes, without another policy: each key of an
 * issuer, each root of a platform, each certificate that a platform's chain may bring.
 *
 * @param keys by their thumbprint
 * @param certificates serial numbers
 */
record Withdrawal(Predicate<Digest> keys, Set<BigInteger> certificates) {

  Attestation from(Attestation all) {
    return new Attestation(
        TokenIssuers.of(all.tokens().all().stream().flatMap(each -> left(each).stream()).toList())
            .orFault(),
        all.nitro().flatMap(this::left),
        all.android().flatMap(this::left),
        all.apple().flatMap(this::left));
  }

  private Optional<TokenIssuer> left(TokenIssuer issuer) {
    var left = issuer.keys().stream().filter(key -> !keys.test(key.key().thumbprint())).toList();
    return left.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new TokenIssuer(
                issuer.role(),
                issuer.kind(),
                issuer.issuer(),
                issuer.audiences(),
                left,
                issuer.subjects(),
                issuer.maximumAge()));
  }

  private Optional<NitroReferences> left(NitroReferences said) {
    return roots(said.roots())
        .map(roots ->
            new NitroReferences(
                roots, serials(said.revoked()), said.enclaves(), said.maximumAge()));
  }

  private Optional<AndroidReferences> left(AndroidReferences said) {
    return roots(said.roots())
        .map(roots ->
            new AndroidReferences(
                roots,
                serials(said.revoked()),
                said.protections(),
                said.userAuthentication(),
                said.apps(),
                said.patchFloors()));
  }

  private Optional<AppAttestReferences> left(AppAttestReferences said) {
    return roots(said.roots())
        .map(roots ->
            new AppAttestReferences(
                roots, serials(said.revoked()), said.apps(), said.environments()));
  }

  private Optional<Set<VerificationKey>> roots(Set<VerificationKey> all) {
    return Optional.of(
            all.stream()
                .filter(root -> !keys.test(root.thumbprint()))
                .collect(Collectors.toUnmodifiableSet()))
        .filter(left -> !left.isEmpty());
  }

  private Set<BigInteger> serials(Set<BigInteger> listed) {
    var all = new HashSet<>(listed);
    all.addAll(certificates);
    return all;
  }
}
