package dev.portcullis.ota.install;

import dev.portcullis.ota.uptane.HardwareId;

/**
 * The processor a runtime is made for; its word is the hardware identifier in Uptane's metadata.
 */
public enum Architecture {
  /** ARM, 64 bit. */
  AARCH64("aarch64"),
  /** ARM, 32 bit, version 7. */
  ARMV7("armv7"),
  /** Intel and AMD, 64 bit. */
  X86_64("x86_64");

  private final String hardware;

  Architecture(String hardware) {
    this.hardware = hardware;
  }

  /** What runtimes for it are marked with. */
  public HardwareId hardware() {
    return new HardwareId(hardware);
  }
}
