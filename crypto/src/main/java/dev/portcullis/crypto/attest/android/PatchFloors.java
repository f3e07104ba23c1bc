package dev.portcullis.crypto.attest.android;

import java.util.Optional;

/**
 * How lately a device must have been patched. A level that is demanded and that the device does not
 * state is not met.
 *
 * @param os of the system
 * @param vendor of the vendor's part; not stated before Keymaster 4
 * @param boot of the kernel; not stated before Keymaster 4
 */
public record PatchFloors(
    Optional<PatchLevel> os, Optional<PatchLevel> vendor, Optional<PatchLevel> boot) {

  /** No demand. */
  public static final PatchFloors NONE =
      new PatchFloors(Optional.empty(), Optional.empty(), Optional.empty());
}
