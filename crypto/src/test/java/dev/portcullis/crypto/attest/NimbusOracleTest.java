package dev.portcullis.crypto.attest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.SoftwareSigner;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An independent implementation of JOSE reads what we issue, and we read what it issues. */
final class NimbusOracleTest {

  private static final Instant ISSUED = Instant.parse("2026-06-01T00:00:00Z");
  private static final Instant EXPIRES = ISSUED.plusSeconds(600);

  @Test
  void readsTheTokensWeIssue() throws ParseException, JOSEException {
    var signer = SoftwareSigner.generate(Algorithm.ES256, new SecureRandom());
    var phone = SoftwareSigner.generate(Algorithm.ES256, new SecureRandom()).publicKey();
    var verdict = new EarIssuer.Verdict(AttesterRole.APP, "app", phone, TrustTier.AFFIRMING);
    var token = new EarIssuer("verifier", "1", signer).issue(verdict, ISSUED, EXPIRES).result();

    var jwt = SignedJWT.parse(new String(token.toArray(), StandardCharsets.US_ASCII));
    assertTrue(jwt.verify(new ECDSAVerifier(jwk(signer.publicKey()))));
    var claims = jwt.getJWTClaimsSet();
    assertEquals("verifier", claims.getIssuer());
    assertEquals(Date.from(EXPIRES), claims.getExpirationTime());
    assertEquals(jwk(phone).toJSONObject(), claims.getJSONObjectClaim("cnf").get("jwk"));
  }

  @Test
  void issuesTokensThatWeRead() throws JOSEException {
    var verifier = new ECKeyGenerator(Curve.P_256).generate();
    var phone = new ECKeyGenerator(Curve.P_256).generate();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer("verifier")
            .subject("app")
            .issueTime(Date.from(ISSUED))
            .expirationTime(Date.from(EXPIRES))
            .claim("cnf", Map.of("jwk", phone.toPublicJWK().toJSONObject()))
            .claim("eat_profile", EarClaims.PROFILE)
            .claim("ear.verifier-id", Map.of("developer", "Acme", "build", "1"))
            .claim("submods", Map.of("app", Map.of("ear.status", "affirming")))
            .build();
    var header = new JWSHeader.Builder(JWSAlgorithm.ES256).type(JOSEObjectType.JWT).build();
    var jwt = new SignedJWT(header, claims);
    jwt.sign(new ECDSASigner(verifier));

    var anchor =
        new AttestationAnchor(
            AttesterRole.APP, EarVerifier.FORMAT, "verifier", Algorithm.ES256, key(verifier));
    var result =
        EarVerifier.of(List.of(anchor))
            .orFault()
            .appraise(Bytes.utf8(jwt.serialize()), AttesterRole.APP)
            .orFault();
    assertEquals(key(phone), result.confirmationKey());
    assertEquals(EXPIRES, result.expiresAt());
  }

  private static ECKey jwk(PublicKey key) {
    return new ECKey.Builder(
            Curve.P_256,
            Base64URL.encode(key.x().toArray()),
            Base64URL.encode(key.y().orElseThrow().toArray()))
        .build();
  }

  private static PublicKey key(ECKey key) {
    return PublicKey.p256(Bytes.of(key.getX().decode()), Bytes.of(key.getY().decode())).orFault();
  }
}
