package dev.portcullis.crypto.attest.android;

import dev.portcullis.crypto.attest.Appraiser;
import dev.portcullis.crypto.attest.KeyProtection;
import dev.portcullis.crypto.signature.VerificationKey;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;

/** The policy that accepts {@link TestPhone}, to be changed by a test in one respect. */
final class TestPolicy {

  private Set<VerificationKey> roots = Set.of(VerificationKey.of(TestPhone.ROOT.publicKey()));
  private Set<BigInteger> revoked = Set.of();
  private Set<KeyProtection> protections =
      Set.of(KeyProtection.TRUSTED_ENVIRONMENT, KeyProtection.STRONG_BOX);
  private UserAuthentication userAuthentication = UserAuthentication.REQUIRED;
  private List<AndroidApp> apps =
      List.of(new AndroidApp(TestPhone.PACKAGE, Set.of(TestPhone.SIGNER), 7));
  private PatchFloors floors =
      new PatchFloors(PatchLevel.of(2026_10), PatchLevel.of(2026_10_05), PatchLevel.of(2026_10_05));

  TestPolicy roots(Set<VerificationKey> only) {
    roots = only;
    return this;
  }

  TestPolicy revoked(BigInteger serial) {
    revoked = Set.of(serial);
    return this;
  }

  TestPolicy protections(KeyProtection... only) {
    protections = Set.of(only);
    return this;
  }

  TestPolicy userAuthentication(UserAuthentication only) {
    userAuthentication = only;
    return this;
  }

  TestPolicy apps(List<AndroidApp> only) {
    apps = only;
    return this;
  }

  TestPolicy floors(PatchFloors only) {
    floors = only;
    return this;
  }

  AndroidReferences references() {
    return new AndroidReferences(roots, revoked, protections, userAuthentication, apps, floors);
  }

  Appraiser<AndroidKeyEvidence> appraiser() {
    return new Appraiser<>(new AndroidKeyFormat(references()));
  }
}
