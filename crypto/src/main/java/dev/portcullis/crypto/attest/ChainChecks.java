package dev.portcullis.crypto.attest;

import dev.portcullis.crypto.signature.VerificationKey;
import dev.portcullis.crypto.x509.CertificateChain;
import dev.portcullis.crypto.x509.ChainRefusal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** How the certificates that a document brings are held against the roots of its platform. */
public final class ChainChecks {

  private ChainChecks() {}

  /**
   * The checks that prove a document's leaf. The leaf may issue nothing: a platform's authorities
   * sign certificates and no Evidence.
   *
   * @param chain where a document has its certificates
   * @param roots the keys that a chain may end in
   * @param revoked serial numbers that no certificate may have
   */
  public static <D> List<Check<D>> of(
      Function<D, CertificateChain> chain, Set<VerificationKey> roots, Set<BigInteger> revoked) {
    return of(chain, document -> links(chain.apply(document)), roots, revoked);
  }

  /** The same, with a platform's own rule of how its certificates follow on one another. */
  public static <D> List<Check<D>> of(
      Function<D, CertificateChain> chain,
      Function<D, Verdict> links,
      Set<VerificationKey> roots,
      Set<BigInteger> revoked) {
    return List.of(
        new Check<>(Requirement.CHAIN, (document, _) -> links.apply(document)),
        new Check<>(
            Requirement.ROOT,
            (document, _) -> {
              var presented = chain.apply(document);
              var last = presented.certificates().getLast().key();
              return verdict(presented.root(roots), "ends at " + last);
            }),
        new Check<>(
            Requirement.CHAIN_REVOCATION,
            (document, _) ->
                verdict(
                    chain.apply(document).revocation(revoked),
                    revoked.size() + " serial numbers are revoked")),
        new Check<>(
            Requirement.CHAIN_DATES,
            (document, occasion) -> {
              var presented = chain.apply(document);
              return verdict(
                  presented.dates(roots, occasion.at()), "until " + presented.holdsUntil(roots));
            }));
  }

  /** What a chain's own refusal means, or that it has none. */
  public static Verdict linked(CertificateChain chain, Optional<ChainRefusal> refusal) {
    return verdict(refusal, chain.certificates().size() + " certificates");
  }

  private static Verdict links(CertificateChain chain) {
    return chain.leaf().isEndEntity()
        ? linked(chain, chain.links())
        : Verdict.failed(AttestationRefusal.BAD_CHAIN, "an authority as its leaf");
  }

  private static Verdict verdict(Optional<ChainRefusal> refusal, String met) {
    return refusal
        .map(why ->
            Verdict.failed(refusal(why), why.name().toLowerCase(Locale.ROOT).replace('_', ' ')))
        .orElseGet(() -> Verdict.met(met));
  }

  private static AttestationRefusal refusal(ChainRefusal why) {
    return switch (why) {
      case WRONG_SIZE,
          MALFORMED,
          UNKNOWN_ALGORITHM,
          UNKNOWN_CRITICAL_EXTENSION,
          BROKEN,
          NOT_AN_AUTHORITY,
          BAD_SIGNATURE ->
          AttestationRefusal.BAD_CHAIN;
      case UNKNOWN_ROOT -> AttestationRefusal.UNKNOWN_ROOT;
      case NOT_YET_VALID, EXPIRED -> AttestationRefusal.CERTIFICATE_EXPIRED;
      case REVOKED -> AttestationRefusal.CERTIFICATE_REVOKED;
    };
  }
}
