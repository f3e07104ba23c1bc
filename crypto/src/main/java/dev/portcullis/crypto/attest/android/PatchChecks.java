package dev.portcullis.crypto.attest.android;

import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.Check;
import dev.portcullis.crypto.attest.Requirement;
import dev.portcullis.crypto.attest.Verdict;
import java.util.List;
import java.util.Optional;

/** How lately the device was patched, in its hardware's word. */
record PatchChecks(PatchFloors floors) {

  List<Check<AndroidKeyEvidence>> all() {
    return List.of(Described.check(Requirement.PATCH_LEVEL, this::patchLevel));
  }

  private Verdict patchLevel(KeyDescription description) {
    var hardware = description.hardwareEnforced();
    var os = hardware.get(AuthorisationTag.OS_PATCH_LEVEL);
    var vendor = hardware.get(AuthorisationTag.VENDOR_PATCH_LEVEL);
    var boot = hardware.get(AuthorisationTag.BOOT_PATCH_LEVEL);
    var seen = "os " + text(os) + ", vendor " + text(vendor) + ", boot " + text(boot);
    return reaches(os, floors.os())
            && reaches(vendor, floors.vendor())
            && reaches(boot, floors.boot())
        ? Verdict.met(seen)
        : Verdict.failed(AttestationRefusal.PATCH_LEVEL_TOO_OLD, seen);
  }

  private static boolean reaches(Optional<Long> digits, Optional<PatchLevel> floor) {
    return floor
        .map(least ->
            digits.flatMap(PatchLevel::of).filter(level -> level.compareTo(least) >= 0).isPresent())
        .orElse(true);
  }

  private static String text(Optional<Long> digits) {
    return digits.map(String::valueOf).orElse("not stated");
  }
}
