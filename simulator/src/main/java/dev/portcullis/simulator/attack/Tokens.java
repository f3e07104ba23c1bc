package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.token.EarFormat;
import dev.portcullis.crypto.attest.token.EarIssuer;
import dev.portcullis.crypto.attest.token.EarIssuer.Verdict;
import dev.portcullis.crypto.attest.token.TrustTier;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.message.Attestation;
import dev.portcullis.simulator.cloud.EvidenceVerifier;
import dev.portcullis.simulator.cloud.Provisioning;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Appraisals that no Verifier issued. */
final class Tokens {

  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
  private static final int DOT = '.';

  private Tokens() {}

  /** Signed by a key of the attacker's, which the header brings along. */
  static Attestation withKeyInHeader(Scene scene) {
    var key = scene.newKey();
    var header =
        "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"jwk\":{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\""
            + text(key.publicKey().x())
            + "\",\"y\":\""
            + text(key.publicKey().y().orElseThrow())
            + "\"}}";
    return token(scene, key, header);
  }

  /** Signed by a key of the attacker's, in the Verifier's name. */
  static Attestation signedByAnybody(Scene scene) {
    return token(scene, scene.newKey(), "{\"alg\":\"ES256\",\"typ\":\"JWT\"}");
  }

  /** A token as Approov's older algorithm makes them, with a secret of the whole account. */
  static String withSharedSecret(Scene scene) {
    var genuine =
        scene
            .platforms()
            .approov()
            .token(scene.owner().key().signer().publicKey().thumbprint(), scene.now())
            .result();
    var text = new String(genuine.toArray(), StandardCharsets.US_ASCII);
    var claims = text.substring(text.indexOf(DOT), text.lastIndexOf(DOT));
    var signed = text(Bytes.utf8("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")) + claims;
    return signed + (char) DOT + text(hmac(signed));
  }

  private static Bytes hmac(String signed) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(
              "the account's secret, 32 bytes...".getBytes(StandardCharsets.US_ASCII),
              "HmacSHA256"));
      return Bytes.of(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private static Attestation token(Scene scene, Signer key, String header) {
    var verdict =
        new Verdict(
            AttesterRole.APP,
            Provisioning.APP,
            scene.owner().key().signer().publicKey(),
            TrustTier.AFFIRMING);
    var now = scene.now().truncatedTo(ChronoUnit.SECONDS);
    var claims =
        new EarIssuer(EvidenceVerifier.APP_ISSUER, "forged", EvidenceVerifier.FORM, key)
            .claims(verdict, now, now.plus(Duration.ofHours(1)));
    var signed =
        Bytes.concat(
            Bytes.utf8(text(Bytes.utf8(header))), Bytes.of((byte) DOT), Bytes.utf8(text(claims)));
    return new Attestation(
        EarFormat.JWT,
        Bytes.concat(signed, Bytes.of((byte) DOT), Bytes.utf8(text(key.sign(signed)))));
  }

  private static String text(Bytes bytes) {
    return BASE64URL.encodeToString(bytes.toArray());
  }
}
