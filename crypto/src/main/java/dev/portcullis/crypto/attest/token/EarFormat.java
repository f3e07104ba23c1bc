package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationFormat;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.AttestationResult;
import dev.portcullis.crypto.attest.Check;
import dev.portcullis.crypto.attest.KeyProtection;
import dev.portcullis.crypto.attest.Occasion;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * EAT Attestation Results (draft-ietf-rats-ear): a Verifier's word, as JWT or as CWT.
 *
 * <p>Security guarantees: a result was signed with a key that the policy pins for exactly this
 * role, format, issuer and algorithm; nothing in the token's own header chooses the key; the token
 * has an end, names the key it vouches for, and appraises this one Attester and no other.
 */
public final class EarFormat implements AttestationFormat<Token> {

  /** The name of an EAR in a JWT. */
  public static final String JWT = "ear+jwt";

  /** The name of an EAR in a CWT. */
  public static final String CWT = "ear+cwt";

  /** The largest EAR in bytes, in either encoding. */
  public static final int MAX_SIZE = CompactJws.MAX_SIZE;

  static final Set<TokenAlgorithm> ALGORITHMS =
      EnumSet.of(TokenAlgorithm.ES256, TokenAlgorithm.ES384, TokenAlgorithm.EDDSA);

  private final TokenEncoding encoding;
  private final IssuerChecks issuers;
  private final TokenChecks claims;
  private final EarChecks ear;

  private EarFormat(TokenEncoding encoding, TokenIssuers issuers) {
    this.encoding = encoding;
    this.issuers = new IssuerChecks(name(encoding), ALGORITHMS, issuers);
    this.claims = new TokenChecks(this.issuers, Life.Dates.EAT);
    this.ear = new EarChecks(this.issuers);
  }

  /** EAR as JWT; the issuers of other formats are not its affair. */
  public static EarFormat jwt(TokenIssuers issuers) {
    return new EarFormat(TokenEncoding.JWT, issuers);
  }

  /** EAR as CWT; the issuers of other formats are not its affair. */
  public static EarFormat cwt(TokenIssuers issuers) {
    return new EarFormat(TokenEncoding.CWT, issuers);
  }

  @Override
  public String name() {
    return name(encoding);
  }

  static String name(TokenEncoding encoding) {
    return switch (encoding) {
      case JWT -> JWT;
      case CWT -> CWT;
    };
  }

  @Override
  public int maximumSize() {
    return MAX_SIZE;
  }

  @Override
  public Outcome<Token, AttestationRefusal> parse(Bytes document) {
    return switch (encoding) {
      case JWT -> Jwt.parse(document, JwsHeader.Type.EAT);
      case CWT -> Cwt.parse(document);
    };
  }

  @Override
  public List<Check<Token>> checks() {
    var checks = new ArrayList<Check<Token>>();
    checks.addAll(issuers.all());
    checks.addAll(ear.meaning());
    checks.addAll(claims.times());
    checks.addAll(ear.holder());
    return List.copyOf(checks);
  }

  @Override
  public AttestationResult result(Token token, Occasion occasion) {
    var issuer = issuers.of(token, occasion).orElseThrow();
    return new AttestationResult(
        occasion.role(),
        issuer.title(),
        EarChecks.subject(token).orElseThrow(),
        EarChecks.confirmation(token).orFault(),
        KeyProtection.VERIFIED_ELSEWHERE,
        claims.end(token, issuer));
  }
}
