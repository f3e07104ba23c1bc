package dev.portcullis.crypto.x509;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.signature.VerificationKey;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A chain that a stranger presents, the leaf first, and how it is held against pinned roots (RFC
 * 5280 section 6, for one path and without policies). Roots are matched by key: a root's
 * certificate may be made anew, and has run out in devices that will never get another.
 *
 * <p>Each question is asked alone, because a person who looks into a refused chain wants all the
 * answers; {@link #verify} asks them all.
 */
public final class CertificateChain {

  /** The longest chain, with its root. */
  public static final int MAX_LENGTH = 8;

  private final List<ChainCertificate> certificates;

  private CertificateChain(List<ChainCertificate> certificates) {
    this.certificates = List.copyOf(certificates);
  }

  /** Reads certificates in DER, the leaf first. Nothing is verified. */
  public static Outcome<CertificateChain, ChainRefusal> parse(List<Bytes> der) {
    if (der.isEmpty() || der.size() > MAX_LENGTH) {
      return Outcome.refused(ChainRefusal.WRONG_SIZE);
    }
    var read = new ArrayList<ChainCertificate>();
    for (Bytes each : der) {
      switch (ChainCertificate.parse(each)) {
        case Outcome.Passed<ChainCertificate, ChainRefusal>(var certificate) ->
            read.add(certificate);
        case Outcome.Refused<ChainCertificate, ChainRefusal>(var why) -> {
          return Outcome.refused(why);
        }
      }
    }
    return Outcome.passed(new CertificateChain(read));
  }

  /** The certificates, the leaf first. */
  public List<ChainCertificate> certificates() {
    return certificates;
  }

  /** The certificate at the end, whose key the chain speaks of. */
  public ChainCertificate leaf() {
    return certificates.getFirst();
  }

  /** Why the chain does not prove its leaf at {@code at}; empty where it does. */
  public Optional<ChainRefusal> verify(
      Set<VerificationKey> roots, Set<BigInteger> revoked, Instant at) {
    return links().or(() -> root(roots)).or(() -> dates(roots, at)).or(() -> revocation(revoked));
  }

  /** Whether each certificate was issued by the next: names, right to issue, signature. */
  public Optional<ChainRefusal> links() {
    return links(LeafIssuer.AUTHORITY);
  }

  /**
   * Whether each certificate was issued by the next: names, right to issue, signature.
   *
   * @param leafIssuer whether the leaf's issuer needs the right to issue
   */
  public Optional<ChainRefusal> links(LeafIssuer leafIssuer) {
    for (int i = 0; i + 1 < certificates.size(); i++) {
      var certificate = certificates.get(i);
      var issuer = certificates.get(i + 1);
      if (!certificate.isNamedAsIssuedBy(issuer)) {
        return Optional.of(ChainRefusal.BROKEN);
      }
      boolean excused = i == 0 && leafIssuer == LeafIssuer.ANY_KEY;
      if (!excused && !issuer.mayIssueAbove(i)) {
        return Optional.of(ChainRefusal.NOT_AN_AUTHORITY);
      }
      if (!certificate.isSignedBy(issuer.key())) {
        return Optional.of(ChainRefusal.BAD_SIGNATURE);
      }
    }
    return Optional.empty();
  }

  /**
   * Whether the last certificate was signed with a pinned key: with that of the root it leaves out,
   * or with its own. A root's own certificate decides nothing, but bytes that nobody signed are not
   * part of any chain.
   */
  public Optional<ChainRefusal> root(Set<VerificationKey> roots) {
    return roots.stream().anyMatch(certificates.getLast()::isSignedBy)
        ? Optional.empty()
        : Optional.of(ChainRefusal.UNKNOWN_ROOT);
  }

  /** Whether every certificate but a pinned root holds at {@code at}. */
  public Optional<ChainRefusal> dates(Set<VerificationKey> roots, Instant at) {
    for (ChainCertificate certificate : certificates) {
      if (isRoot(certificate, roots)) {
        continue;
      }
      if (at.isBefore(certificate.notBefore())) {
        return Optional.of(ChainRefusal.NOT_YET_VALID);
      }
      if (at.isAfter(certificate.notAfter())) {
        return Optional.of(ChainRefusal.EXPIRED);
      }
    }
    return Optional.empty();
  }

  /** Whether no serial number is among {@code revoked}. */
  public Optional<ChainRefusal> revocation(Set<BigInteger> revoked) {
    return certificates.stream().anyMatch(each -> revoked.contains(each.serial()))
        ? Optional.of(ChainRefusal.REVOKED)
        : Optional.empty();
  }

  /** The last second at which every certificate but a pinned root holds. */
  public Instant holdsUntil(Set<VerificationKey> roots) {
    return certificates.stream()
        .filter(each -> !isRoot(each, roots))
        .map(ChainCertificate::notAfter)
        .min(Instant::compareTo)
        .orElse(Instant.MIN);
  }

  private boolean isRoot(ChainCertificate certificate, Set<VerificationKey> roots) {
    return certificate.equals(certificates.getLast()) && roots.contains(certificate.key());
  }
}
