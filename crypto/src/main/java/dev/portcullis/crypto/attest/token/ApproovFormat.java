package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationFormat;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.AttestationResult;
import dev.portcullis.crypto.attest.Check;
import dev.portcullis.crypto.attest.Confirmation;
import dev.portcullis.crypto.attest.KeyProtection;
import dev.portcullis.crypto.attest.Occasion;
import dev.portcullis.crypto.attest.Requirement;
import dev.portcullis.crypto.attest.Verdict;
import dev.portcullis.crypto.attest.Verdict.Failed;
import dev.portcullis.crypto.attest.token.ClaimValue.Text;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Approov tokens: the Approov service's word that a genuine app asked for them. The app sets {@code
 * pay} to the digest of its command key's thumbprint, and that is the confirmation; nothing says
 * where the key is held.
 *
 * <p>Security guarantees: a token was signed with a key of the account's key set that the policy
 * pins, by ES256 or RS256 and never with a shared secret; it has an end; it names the digest of the
 * key it vouches for. {@code sub} and {@code did} name the device, {@code ipk} a key of the app's
 * own, {@code ip}, {@code arc} and {@code anno} what the service saw: none of them authorises
 * anything, and none is read.
 */
public final class ApproovFormat implements AttestationFormat<Token> {

  /** The name of the format in an attestation. */
  public static final String NAME = "approov+jwt";

  static final Set<TokenAlgorithm> ALGORITHMS =
      EnumSet.of(TokenAlgorithm.ES256, TokenAlgorithm.RS256);

  /** The claim of the data that a token is bound to: Base64 of its SHA-256. */
  static final String PAY = "pay";

  private final IssuerChecks issuers;
  private final TokenChecks claims;

  /** The format with {@code issuers}; those of other formats are not its affair. */
  public ApproovFormat(TokenIssuers issuers) {
    this.issuers = new IssuerChecks(NAME, ALGORITHMS, issuers);
    this.claims = new TokenChecks(this.issuers, Life.Dates.NUMERIC);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int maximumSize() {
    return CompactJws.MAX_SIZE;
  }

  @Override
  public Outcome<Token, AttestationRefusal> parse(Bytes document) {
    return Jwt.parse(document, JwsHeader.Type.OPTIONAL);
  }

  @Override
  public List<Check<Token>> checks() {
    var checks = new ArrayList<Check<Token>>();
    checks.addAll(issuers.all());
    checks.add(
        issuers.about(
            Requirement.AUDIENCE,
            (token, issuer, _) ->
                issuer.audiences().isEmpty()
                    ? Verdict.met("the policy asks for none")
                    : TokenChecks.audience(token, issuer)));
    checks.addAll(claims.times());
    checks.add(
        new Check<>(
            Requirement.CONFIRMATION,
            (token, _) -> TokenChecks.verdict(confirmation(token), _ -> "the digest in pay")));
    checks.add(
        new Check<>(
            Requirement.KEY, (token, occasion) -> TokenChecks.key(confirmation(token), occasion)));
    checks.add(
        issuers.about(
            Requirement.SUBJECT,
            (_, issuer, _) ->
                Verdict.met(subject(issuer) + ", which the policy says the key set is for")));
    return List.copyOf(checks);
  }

  @Override
  public AttestationResult result(Token token, Occasion occasion) {
    var issuer = issuers.of(token, occasion).orElseThrow();
    return new AttestationResult(
        occasion.role(),
        issuer.title(),
        subject(issuer),
        confirmation(token).orFault(),
        KeyProtection.GENUINE_APP,
        claims.end(token, issuer));
  }

  private static String subject(TokenIssuer issuer) {
    return issuer.subjects().iterator().next();
  }

  private static Outcome<Confirmation.OfThumbprintHash, Failed> confirmation(Token token) {
    var pay = token.claims().member(PAY);
    if (pay.isEmpty()) {
      return Outcome.refused(new Failed(AttestationRefusal.NO_CONFIRMATION_KEY, "no pay"));
    }
    return pay.get() instanceof Text(var base64)
        ? digest(base64).map(Confirmation.OfThumbprintHash::new)
        : bad();
  }

  /** Base64 with its padding (RFC 4648 section 4) of 32 bytes, in its only spelling. */
  private static Outcome<Digest, Failed> digest(String base64) {
    try {
      byte[] decoded = Base64.getDecoder().decode(base64);
      return decoded.length == Digest.SIZE
              && Base64.getEncoder().encodeToString(decoded).equals(base64)
          ? Outcome.passed(new Digest(Bytes.of(decoded)))
          : bad();
    } catch (IllegalArgumentException e) {
      return bad();
    }
  }

  private static <T> Outcome<T, Failed> bad() {
    return Outcome.refused(
        new Failed(
            AttestationRefusal.BAD_CONFIRMATION_KEY, "pay is not the Base64 of a SHA-256 digest"));
  }
}
