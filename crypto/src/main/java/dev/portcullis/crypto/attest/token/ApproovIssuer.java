package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.attest.token.ClaimValue.Decimal;
import dev.portcullis.crypto.attest.token.ClaimValue.Members;
import dev.portcullis.crypto.attest.token.ClaimValue.Text;
import dev.portcullis.crypto.attest.token.ClaimValue.Whole;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.message.Attestation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;

/**
 * The issuing half of the Approov service, for those who play it: signs tokens with one key of an
 * account's key set. A key set rotates by another issuer with another key.
 */
public final class ApproovIssuer {

  private static final int NANO_DIGITS = 9;

  private final String issuer;
  private final String audience;
  private final String keyId;
  private final Signer signer;

  /**
   * An issuer.
   *
   * @param issuer its {@code iss}: the account
   * @param audience its {@code aud}
   * @param keyId which key of the set it is, for the header
   * @param signer that key, for ES256
   */
  public ApproovIssuer(String issuer, String audience, String keyId, Signer signer) {
    if (signer.publicKey().algorithm() != Algorithm.ES256) {
      throw new IllegalArgumentException("Approov signs with ES256 or RS256");
    }
    this.issuer = issuer;
    this.audience = audience;
    this.keyId = keyId;
    this.signer = signer;
  }

  /**
   * A signed token for the genuine app on {@code device}, which bound it to its command key.
   *
   * @param device what Approov calls the device
   * @param thumbprint the command key's (RFC 9679)
   * @param expiresAt the end of its life, to the nanosecond
   */
  public Attestation issue(String device, Digest thumbprint, Instant issuedAt, Instant expiresAt) {
    var header = new LinkedHashMap<Label, ClaimValue>();
    header.put(new Label.Named("typ"), new Text("JWT"));
    header.put(new Label.Named("alg"), new Text(TokenAlgorithm.ES256.jose()));
    header.put(new Label.Named("kid"), new Text(keyId));
    return new Attestation(
        ApproovFormat.NAME,
        CompactJws.sign(
            signer,
            JsonWriter.object(new Members(header)),
            claims(device, thumbprint, issuedAt, expiresAt)));
  }

  /** The claims that {@link #issue} signs, as JSON text. */
  public Bytes claims(String device, Digest thumbprint, Instant issuedAt, Instant expiresAt) {
    var pay = Base64.getEncoder().encodeToString(Digest.of(thumbprint.value()).value().toArray());
    var claims = new LinkedHashMap<Label, ClaimValue>();
    claims.put(Claim.AUDIENCE.in(TokenEncoding.JWT), new Text(audience));
    claims.put(Claim.EXPIRES.in(TokenEncoding.JWT), date(expiresAt));
    claims.put(Claim.ISSUED.in(TokenEncoding.JWT), date(issuedAt));
    claims.put(Claim.ISSUER.in(TokenEncoding.JWT), new Text(issuer));
    claims.put(Claim.SUBJECT.in(TokenEncoding.JWT), new Text("approov|" + device));
    claims.put(new Label.Named("did"), new Text(device));
    claims.put(new Label.Named(ApproovFormat.PAY), new Text(pay));
    return JsonWriter.object(new Members(claims));
  }

  private static ClaimValue date(Instant at) {
    return at.getNano() == 0
        ? new Whole(at.getEpochSecond())
        : new Decimal(
            BigDecimal.valueOf(at.getEpochSecond())
                .add(BigDecimal.valueOf(at.getNano(), NANO_DIGITS)));
  }
}
