package dev.portcullis.crypto.attest.apple;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.attest.Appraiser;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.Occasion;
import dev.portcullis.crypto.attest.apple.AppAttestIssuer.Attested;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.message.FixedRandom;
import dev.portcullis.crypto.signature.SoftwareKey;
import dev.portcullis.crypto.x509.SoftwareAuthority;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Set;

/** A device and its maker with their own root, the same in every run, and a policy for one app. */
final class SimulatedApple {

  static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  static final AppleApp APP = new AppleApp("ABCDE12345", "com.example.car");

  /** As for enrolment: a context and the thumbprint of a command key, 32 bytes each. */
  static final Bytes CLIENT_DATA =
      Bytes.concat(
          Digest.of(Bytes.utf8("context")).value(), Digest.of(Bytes.utf8("command key")).value());

  private static final SecureRandom RANDOM = new FixedRandom("simulated apple");
  private static final Instant FOUNDED = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant CLOSED = Instant.parse("2036-01-01T00:00:00Z");

  static final SoftwareAuthority ROOT =
      SoftwareAuthority.root("Simulated Root CA", p384(), FOUNDED, CLOSED);
  static final SoftwareAuthority INTERMEDIATE =
      ROOT.below("Simulated CA 1", p384(), FOUNDED, CLOSED);
  static final AppAttestIssuer ISSUER = new AppAttestIssuer(INTERMEDIATE);
  static final SoftwareKey DEVICE_KEY = p256();
  static final PublicKey KEY = DEVICE_KEY.publicKey().cose().orElseThrow();

  private SimulatedApple() {}

  static SoftwareKey p384() {
    return SoftwareKey.generate(SoftwareKey.Kind.P384, RANDOM);
  }

  static SoftwareKey p256() {
    return SoftwareKey.generate(SoftwareKey.Kind.P256, RANDOM);
  }

  static Attested attested() {
    return new Attested(KEY, APP, AppAttestEnvironment.PRODUCTION);
  }

  static Bytes object() {
    return ISSUER.attest(attested(), CLIENT_DATA, NOW);
  }

  /** An object of these authenticator data, which its certificate vouches for. */
  static Bytes certified(Bytes data) {
    return Cbor.encode(members(data));
  }

  static CborMap members(Bytes data) {
    var nonce = Digest.of(Bytes.concat(data, Digest.of(CLIENT_DATA).value()));
    return AppAttestIssuer.members(ISSUER.chain(KEY, nonce, NOW), data);
  }

  static AppAttestReferences references() {
    return new AppAttestReferences(
        Set.of(ROOT.key()), Set.of(APP), Set.of(AppAttestEnvironment.PRODUCTION));
  }

  static Appraiser<AppAttestObject> appraiser(ChallengeForm form) {
    return new Appraiser<>(new AppAttestFormat(references(), form));
  }

  static Appraiser<AppAttestObject> appraiser() {
    return appraiser(ChallengeForm.CLIENT_DATA);
  }

  static Occasion occasion() {
    return Occasion.of(AttesterRole.APP, NOW)
        .forKey(AppAttestKey.identifier(KEY))
        .challenged(CLIENT_DATA);
  }
}
