package dev.portcullis.crypto.attest.android;

import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.Check;
import dev.portcullis.crypto.attest.Requirement;
import dev.portcullis.crypto.attest.Verdict;
import dev.portcullis.crypto.attest.android.RootOfTrust.Bootloader;
import dev.portcullis.crypto.attest.android.RootOfTrust.VerifiedBootState;
import java.util.List;
import java.util.function.Predicate;

/** What the device booted, in its hardware's word: only then does Android's own word count. */
final class DeviceChecks {

  private DeviceChecks() {}

  static List<Check<AndroidKeyEvidence>> all() {
    return List.of(
        Described.check(
            Requirement.DEVICE_LOCKED,
            description ->
                verdict(
                    description,
                    root -> root.bootloader() == Bootloader.LOCKED,
                    AttestationRefusal.DEVICE_UNLOCKED)),
        Described.check(
            Requirement.BOOT_VERIFIED,
            description ->
                verdict(
                    description,
                    root -> root.verifiedBootState() == VerifiedBootState.VERIFIED,
                    AttestationRefusal.BOOT_NOT_VERIFIED)));
  }

  private static Verdict verdict(
      KeyDescription description, Predicate<RootOfTrust> accepted, AttestationRefusal otherwise) {
    return description
        .hardwareEnforced()
        .get(AuthorisationTag.ROOT_OF_TRUST)
        .map(root -> {
          var seen = "bootloader " + root.bootloader() + ", boot " + root.verifiedBootState();
          return accepted.test(root) ? Verdict.met(seen) : Verdict.failed(otherwise, seen);
        })
        .orElseGet(() -> Verdict.failed(otherwise, "no root of trust in the hardware's list"));
  }
}
