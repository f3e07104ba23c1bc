package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.EarIssuer;
import dev.portcullis.crypto.attest.EarIssuer.Verdict;
import dev.portcullis.crypto.attest.EarVerifier;
import dev.portcullis.crypto.attest.TrustTier;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.message.Attestation;
import dev.portcullis.simulator.cloud.EvidenceVerifier;
import dev.portcullis.simulator.cloud.Provisioning;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

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

  private static Attestation token(Scene scene, Signer key, String header) {
    var verdict =
        new Verdict(
            AttesterRole.APP,
            Provisioning.APP,
            scene.owner().key().signer().publicKey(),
            TrustTier.AFFIRMING);
    var now = scene.now().truncatedTo(ChronoUnit.SECONDS);
    var claims =
        new EarIssuer(EvidenceVerifier.APP_ISSUER, "forged", key)
            .claims(verdict, now, now.plus(Duration.ofHours(1)));
    var signed =
        Bytes.concat(
            Bytes.utf8(text(Bytes.utf8(header))),
            Bytes.of((byte) DOT),
            Bytes.utf8(text(Bytes.utf8(claims))));
    return new Attestation(
        EarVerifier.FORMAT,
        Bytes.concat(signed, Bytes.of((byte) DOT), Bytes.utf8(text(key.sign(signed)))));
  }

  private static String text(Bytes bytes) {
    return BASE64URL.encodeToString(bytes.toArray());
  }
}
