package dev.portcullis.crypto.attest.android;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.attest.android.RootOfTrust.Bootloader;
import dev.portcullis.crypto.attest.android.RootOfTrust.VerifiedBootState;
import dev.portcullis.crypto.der.DerItem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A locked phone that booted its manufacturer's software, and the app on it: what a simulated
 * phone's secure hardware writes into a description.
 *
 * @param level where its keys lie
 * @param app the app that makes the key, with its version
 * @param signer the digest of the certificate that the app is signed with
 * @param patched how lately the whole device was patched
 * @param userAuthentication what its keys ask of the user
 */
public record AttestedPhone(
    SecurityLevel level,
    AndroidPackage app,
    Digest signer,
    LocalDate patched,
    UserAuthentication userAuthentication) {

  private static final int KEYMINT_3 = 300;
  private static final long EC = 3;
  private static final long BITS = 256;
  private static final long P256 = 1;
  private static final long SHA256 = 4;
  private static final long SIGN = 2;
  private static final long BIOMETRY = 2;
  private static final long CONSENT_SECONDS = 300;
  private static final long GENERATED = 0;
  private static final long ANDROID_16 = 160_000;
  private static final int HUNDRED = 100;

  /** A description of a new P-256 key that only signs, made at {@code at} for a challenge. */
  public KeyDescription describe(Bytes challenge, Instant at) {
    return new KeyDescription(
        KEYMINT_3, level, KEYMINT_3, level, challenge, Bytes.empty(), android(at), hardware());
  }

  private AuthorisationList android(Instant at) {
    return AuthorisationList.empty()
        .with(AuthorisationTag.CREATION_DATE_TIME, at.toEpochMilli())
        .with(
            AuthorisationTag.APPLICATION_ID,
            new ApplicationId(List.of(app), List.of(signer.value())));
  }

  private AuthorisationList hardware() {
    long month = (long) patched.getYear() * HUNDRED + patched.getMonthValue();
    long day = month * HUNDRED + patched.getDayOfMonth();
    var list =
        AuthorisationList.empty()
            .with(AuthorisationTag.PURPOSE, Set.of(SIGN))
            .with(AuthorisationTag.ALGORITHM, EC)
            .with(AuthorisationTag.KEY_SIZE, BITS)
            .with(AuthorisationTag.DIGEST, Set.of(SHA256))
            .with(AuthorisationTag.EC_CURVE, P256)
            .with(AuthorisationTag.ORIGIN, GENERATED)
            .with(AuthorisationTag.ROOT_OF_TRUST, rootOfTrust())
            .with(AuthorisationTag.OS_VERSION, ANDROID_16)
            .with(AuthorisationTag.OS_PATCH_LEVEL, month)
            .with(AuthorisationTag.VENDOR_PATCH_LEVEL, day)
            .with(AuthorisationTag.BOOT_PATCH_LEVEL, day);
    return switch (userAuthentication) {
      case NOT_REQUIRED -> list.with(AuthorisationTag.NO_AUTH_REQUIRED, DerItem.NULL);
      case REQUIRED ->
          list.with(AuthorisationTag.USER_AUTH_TYPE, BIOMETRY)
              .with(AuthorisationTag.AUTH_TIMEOUT, CONSENT_SECONDS);
      case REQUIRED_FOR_EACH_USE -> list.with(AuthorisationTag.USER_AUTH_TYPE, BIOMETRY);
    };
  }

  private static RootOfTrust rootOfTrust() {
    var digest = Digest.of(Bytes.utf8("the manufacturer's software")).value();
    return new RootOfTrust(
        digest, Bootloader.LOCKED, VerifiedBootState.VERIFIED, Optional.of(digest));
  }
}
