package dev.portcullis.agent.update;

import dev.portcullis.ota.fetch.FetchFailure;
import dev.portcullis.ota.fetch.HandingFailure;
import dev.portcullis.ota.image.UnpackRefusal;
import dev.portcullis.ota.install.InstallRefusal;
import dev.portcullis.ota.metadata.ShownText;
import dev.portcullis.ota.update.UpdateRefusal;

/** Why an update did not come into force, in words. */
final class UpdateWords {

  private static final int MAX_LINE = 400;

  private UpdateWords() {}

  static String of(UpdateTrouble trouble) {
    return ShownText.of(words(trouble), MAX_LINE);
  }

  /** Why the Director does not have a manifest. */
  static String of(HandingFailure failure) {
    return ShownText.of(
        switch (failure) {
          case HandingFailure.NotTaken(var code) -> "NOT_TAKEN: it refuses the manifest: " + code;
          case HandingFailure.NotHanded(var why) ->
              "NOT_HANDED: " + words(why, "it has no place for it");
        },
        MAX_LINE);
  }

  /** Which source of images failed, and why. */
  static String of(FailedSource source) {
    return ShownText.of(
        "a source of images failed: "
            + source.place()
            + ": "
            + words(source.why(), "it does not have the image"),
        MAX_LINE);
  }

  private static String words(FetchFailure failure, String absent) {
    return switch (failure) {
      case FetchFailure.Absent() -> absent;
      case FetchFailure.TooLong(var limit) -> "it answers more than " + limit + " bytes";
      case FetchFailure.TooSlow(var budget) -> "no answer within " + budget.toSeconds() + " s";
      case FetchFailure.Changed(var seen, var expected) -> seen + ", expected " + expected;
      case FetchFailure.Misbehaved(var why) -> why;
      case FetchFailure.Unreachable(var why) -> why;
    };
  }

  private static String words(UpdateTrouble trouble) {
    return switch (trouble) {
      case UpdateTrouble.NotFetched(var why) -> of(why);
      case UpdateTrouble.NotInstalled(var why) -> of(why);
      case UpdateTrouble.TriedBefore(var campaign, var end) ->
          "TRIED_BEFORE: campaign "
              + campaign
              + " ended "
              + end
              + "; next: the OEM mends it and gives it another name";
    };
  }

  private static String of(UpdateRefusal refusal) {
    return switch (refusal) {
      case UpdateRefusal.Attacked(var attack) -> attack.line();
      case UpdateRefusal.Unavailable(var what, var why) ->
          "UNAVAILABLE: " + ShownText.of(what) + ": " + ShownText.of(why);
      case UpdateRefusal.DiskFailed(var what, var why) ->
          why + ": " + ShownText.of(what) + ": " + why.meaning() + "; next: " + why.next();
      case UpdateRefusal.NoSuchTarget(var name) ->
          "NO_SUCH_TARGET: the Image repository does not vouch for " + name;
      case UpdateRefusal.NoRoot() ->
          "NO_ROOT: no trusted root metadata; next: provision the unit again";
    };
  }

  private static String of(InstallRefusal refusal) {
    return switch (refusal) {
      case InstallRefusal.NothingForThisUnit() -> "NOTHING_FOR_THIS_UNIT: no image is for it";
      case InstallRefusal.Outdated() -> "OUTDATED: another version was confirmed meanwhile";
      case InstallRefusal.TwoForOnePart(var kind) ->
          "TWO_FOR_ONE_PART: two images for " + kind.word();
      case InstallRefusal.WrongHardware(var offered, var unit) ->
          "WRONG_HARDWARE: a runtime for " + offered + ", this unit is " + unit.hardware();
      case InstallRefusal.PreconditionUnmet(var why) ->
          "PRECONDITION_UNMET: the car is not in a state for it: " + why;
      case InstallRefusal.BelowFloor(var kind, var offered, var floor) ->
          "BELOW_FLOOR: " + kind.word() + " release " + offered + ", at least " + floor;
      case InstallRefusal.IncompatibleState(var offered, var written) ->
          "INCOMPATIBLE_STATE: it reads formats " + offered + ", this unit writes " + written;
      case InstallRefusal.NoStateFormats(var why) -> "NO_STATE_FORMATS: " + why;
      case InstallRefusal.OnTrial() -> "ON_TRIAL: a version is on trial already";
      case InstallRefusal.NotOnTrial() -> "NOT_ON_TRIAL: no trial of this version is under way";
      case InstallRefusal.AlreadyInstalled() -> "ALREADY_INSTALLED: it is what runs";
      case InstallRefusal.PartMissing(var kind) ->
          "PART_MISSING: the Director directs no " + kind.word();
      case InstallRefusal.AlreadyProvisioned() -> "ALREADY_PROVISIONED: the unit has a version";
      case InstallRefusal.UnfitName(var name) ->
          "UNFIT_NAME: " + name + "; next: the OEM names it with letters, digits and ._/+@=,-";
      case InstallRefusal.NotUnpacked(var kind, var why) ->
          "NOT_UNPACKED: " + kind.word() + ": " + of(why);
      case InstallRefusal.LiveRefused(var why) -> "LIVE_REFUSED: " + why;
      case InstallRefusal.LivePostponed(var why) ->
          "LIVE_POSTPONED: " + why + "; next: nothing, it is tried again";
      case InstallRefusal.SlotDamaged(var slot, var why) ->
          "SLOT_DAMAGED: " + slot + ": " + why + "; next: provision the unit again";
      case InstallRefusal.StateDamaged(var why) ->
          "STATE_DAMAGED: " + why + "; next: provision the unit again";
      case InstallRefusal.NotExpectedToRun(var slot) ->
          "NOT_EXPECTED_TO_RUN: slot " + slot + "; next: start the agent by its launcher";
      case InstallRefusal.DiskFailed(var what, var why) ->
          why + ": " + what + ": " + why.meaning() + "; next: " + why.next();
    };
  }

  private static String of(UnpackRefusal refusal) {
    return switch (refusal) {
      case UnpackRefusal.NotTheImage(var attack) -> attack.line();
      case UnpackRefusal.NotAnArchive(var fault) -> "no image archive: " + fault;
      case UnpackRefusal.NotDecrypted(var fault) -> "not decrypted: " + fault;
      case UnpackRefusal.NoSha256() -> "its description has no SHA-256";
      case UnpackRefusal.DiskFailed(var why) -> why.meaning() + "; next: " + why.next();
    };
  }
}
