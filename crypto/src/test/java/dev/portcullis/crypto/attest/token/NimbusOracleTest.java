package dev.portcullis.crypto.attest.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.Confirmation;
import dev.portcullis.crypto.attest.Occasion;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.SoftwareSigner;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An independent implementation of JOSE reads what we issue, and we read what it issues. */
final class NimbusOracleTest {

  private static final Instant ISSUED = Instant.parse("2026-06-01T00:00:00Z");
  private static final Instant EXPIRES = ISSUED.plusSeconds(600);
  private static final Occasion OCCASION = Occasion.of(AttesterRole.APP, ISSUED.plusSeconds(60));
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final EarForm FORM = new EarForm(TokenEncoding.JWT, EarProfile.VERAISON);

  @ParameterizedTest
  @EnumSource(EarProfile.class)
  void readsTheTokensWeIssue(EarProfile profile) throws ParseException, JOSEException {
    var signer = SoftwareSigner.generate(Algorithm.ES256, RANDOM);
    var phone = SoftwareSigner.generate(Algorithm.ES256, RANDOM).publicKey();
    var verdict = new EarIssuer.Verdict(AttesterRole.APP, "app", phone, TrustTier.AFFIRMING);
    var form = new EarForm(TokenEncoding.JWT, profile);
    var token = new EarIssuer("verifier", "1", form, signer).issue(verdict, ISSUED, EXPIRES);

    var jwt = parsed(token.result());
    assertTrue(jwt.verify(new ECDSAVerifier(jwk(signer.publicKey()))));
    var claims = jwt.getJWTClaimsSet();
    assertEquals("verifier", claims.getIssuer());
    assertEquals(Date.from(EXPIRES), claims.getExpirationTime());
    assertEquals(profile.uri(), claims.getStringClaim("eat_profile"));
    assertEquals(jwk(phone).toJSONObject(), claims.getJSONObjectClaim("cnf").get("jwk"));
  }

  @Test
  void readsTheApproovTokensWeIssue() throws ParseException, JOSEException {
    var signer = SoftwareSigner.generate(Algorithm.ES256, RANDOM);
    var phone = SoftwareSigner.generate(Algorithm.ES256, RANDOM).publicKey().thumbprint();
    var token =
        new ApproovIssuer("account.approov.io", "approov.io", "0001", signer)
            .issue("device", phone, ISSUED, EXPIRES.plusMillis(500));

    var jwt = parsed(token.result());
    assertTrue(jwt.verify(new ECDSAVerifier(jwk(signer.publicKey()))));
    assertEquals("0001", jwt.getHeader().getKeyID());
    var claims = jwt.getJWTClaimsSet();
    assertEquals(List.of("approov.io"), claims.getAudience());
    assertEquals(Date.from(EXPIRES), claims.getExpirationTime());
    assertEquals("approov|device", claims.getSubject());
    assertEquals(pay(phone), claims.getStringClaim("pay"));
  }

  @Test
  void issuesTokensThatWeRead() throws JOSEException {
    var verifier = new ECKeyGenerator(Curve.P_256).generate();
    var phone = new ECKeyGenerator(Curve.P_256).generate();
    var jwt = signed(JWSAlgorithm.ES256, ear(phone), new ECDSASigner(verifier));

    var ears = Policies.ear(TokenEncoding.JWT, pinned(verifier));
    var result = ears.appraise(jwt, OCCASION).orFault();
    assertEquals(new Confirmation.OfKey(key(phone)), result.confirmation());
    assertEquals(EXPIRES, result.expiresAt());
  }

  @Test
  void issuesTokensWithP384ThatWeRead() throws JOSEException {
    var verifier =
        new ECKeyGenerator(Curve.P_384)
            .keyID("a key")
            .keyUse(KeyUse.SIGNATURE)
            .algorithm(JWSAlgorithm.ES384)
            .generate();
    var phone = new ECKeyGenerator(Curve.P_256).generate();
    var jwt = signed(JWSAlgorithm.ES384, ear(phone), new ECDSASigner(verifier));

    var ears = Policies.ear(TokenEncoding.JWT, pinned(verifier));
    assertEquals("app", ears.appraise(jwt, OCCASION).orFault().subject());
  }

  @Test
  void issuesApproovTokensWithRsaThatWeRead() throws JOSEException {
    var account = new RSAKeyGenerator(2048).keyID("0001").generate();
    var phone = SoftwareSigner.generate(Algorithm.ES256, RANDOM).publicKey().thumbprint();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer("account.approov.io")
            .audience("approov.io")
            .expirationTime(Date.from(EXPIRES))
            .claim("did", "a device")
            .claim("ip", "1.2.3.4")
            .claim("pay", pay(phone))
            .build();
    var jwt = signed(JWSAlgorithm.RS256, claims, new RSASSASigner(account));

    var approov = Policies.approov(Policies.account().keys(set(account)).made());
    var result = approov.appraise(jwt, OCCASION.forKey(phone.value())).orFault();
    assertTrue(result.confirmation().names(phone));
    assertEquals(EXPIRES, result.expiresAt());
  }

  private static JWTClaimsSet ear(ECKey phone) {
    return new JWTClaimsSet.Builder()
        .issuer("verifier")
        .subject("app")
        .issueTime(Date.from(ISSUED))
        .expirationTime(Date.from(EXPIRES))
        .claim("cnf", Map.of("jwk", phone.toPublicJWK().toJSONObject()))
        .claim("eat_profile", EarProfile.VERAISON.uri())
        .claim("ear.verifier-id", Map.of("developer", "Acme", "build", "1"))
        .claim("submods", Map.of("app", Map.of("ear.status", "affirming")))
        .build();
  }

  private static Bytes signed(JWSAlgorithm algorithm, JWTClaimsSet claims, JWSSigner signer)
      throws JOSEException {
    var header = new JWSHeader.Builder(algorithm).type(JOSEObjectType.JWT).build();
    var jwt = new SignedJWT(header, claims);
    jwt.sign(signer);
    return Bytes.utf8(jwt.serialize());
  }

  private static SignedJWT parsed(Bytes token) throws ParseException {
    return SignedJWT.parse(new String(token.toArray(), StandardCharsets.US_ASCII));
  }

  private static TokenIssuer pinned(JWK verifier) {
    return Policies.verifier(FORM).named("verifier").subjects("app").keys(set(verifier)).made();
  }

  /** As it publishes keys, so do we read them. */
  private static List<PinnedKey> set(JWK key) {
    return JwkSet.parse(Bytes.utf8(new JWKSet(key).toString(true))).orFault();
  }

  private static String pay(Digest thumbprint) {
    return Base64.getEncoder().encodeToString(Digest.of(thumbprint.value()).value().toArray());
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
