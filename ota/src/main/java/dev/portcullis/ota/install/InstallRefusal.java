package dev.portcullis.ota.install;

import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.ota.image.UnpackRefusal;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.ota.slot.PartKind;
import dev.portcullis.ota.slot.SlotName;
import dev.portcullis.ota.slot.StateFormats;
import dev.portcullis.ota.slot.TextFault;
import dev.portcullis.ota.uptane.HardwareId;
import java.util.function.Function;

/** Why nothing was installed, activated, confirmed or removed. The version that runs goes on. */
public sealed interface InstallRefusal {

  /** No image of the campaign is for a part of this unit. */
  record NothingForThisUnit() implements InstallRefusal {}

  /** Since it was unpacked another version was confirmed, or a part of it was removed. */
  record Outdated() implements InstallRefusal {}

  /** Two images are for the same part. */
  record TwoForOnePart(PartKind kind) implements InstallRefusal {}

  /** A runtime is made for another processor. */
  record WrongHardware(HardwareId offered, Architecture unit) implements InstallRefusal {}

  /** The vehicle is not in a state for it, as the one who was asked says. */
  record PreconditionUnmet(String why) implements InstallRefusal {}

  /** A part is older than a version that was confirmed. */
  record BelowFloor(PartKind kind, long offered, long floor) implements InstallRefusal {}

  /** The version does not read the format in which the agent's state is written. */
  record IncompatibleState(StateFormats offered, int written) implements InstallRefusal {}

  /** The application does not say which formats of state it reads. */
  record NoStateFormats(TextFault why) implements InstallRefusal {}

  /** A version is on trial: until that ends there is no free slot. */
  record OnTrial() implements InstallRefusal {}

  /** No version is on trial, or not the one that runs. */
  record NotOnTrial() implements InstallRefusal {}

  /** All of it is what the confirmed version consists of. */
  record AlreadyInstalled() implements InstallRefusal {}

  /** Not every part is there, in a unit that has none yet. */
  record PartMissing(PartKind kind) implements InstallRefusal {}

  /** The unit has a state already. */
  record AlreadyProvisioned() implements InstallRefusal {}

  /** A target's name cannot stand in a slot's file. */
  record UnfitName(TargetName name) implements InstallRefusal {}

  /** An image was not unpacked. */
  record NotUnpacked(PartKind kind, UnpackRefusal why) implements InstallRefusal {}

  /** The running process did not take it; nothing was changed. */
  record LiveRefused(String why) implements InstallRefusal {}

  /** The running process could not take it now; to be tried again. */
  record LivePostponed(String why) implements InstallRefusal {}

  /** A slot is not the one that the state names. */
  record SlotDamaged(SlotName slot, TextFault why) implements InstallRefusal {}

  /** Neither the state nor its copy can be read: the unit has to be provisioned again. */
  record StateDamaged(TextFault why) implements InstallRefusal {}

  /** The slot that runs is none that the state allows to run. */
  record NotExpectedToRun(SlotName slot) implements InstallRefusal {}

  /** The disk did not give or take {@code what}. */
  record DiskFailed(String what, DurableRefusal why) implements InstallRefusal {}

  /**
   * Why {@code what} was not read: it is not there, or not as it was written, or the disk failed.
   */
  static InstallRefusal notRead(
      String what, DurableRefusal why, Function<TextFault, InstallRefusal> damaged) {
    if (why == DurableRefusal.NOT_FOUND) {
      return damaged.apply(TextFault.ABSENT);
    }
    return why == DurableRefusal.FILE_TOO_LARGE
        ? damaged.apply(TextFault.WRONG_FORM)
        : new DiskFailed(what, why);
  }
}
