package dev.portcullis.agent.tuf;

import dev.portcullis.ota.metadata.ShownText;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.ota.update.UpdateRefusal;
import dev.portcullis.ota.verify.Attack;

/**
 * Why the command did not do what was asked, for a person.
 *
 * @param what one line: what was found
 * @param next what to do about it
 */
public record Ending(String what, String next) {

  /** Of a refusal of the update core. */
  public static Ending of(UpdateRefusal refusal) {
    return switch (refusal) {
      case UpdateRefusal.Attacked(var attack) -> new Ending(attack.line(), next(attack));
      case UpdateRefusal.Unavailable(var what, var why) ->
          new Ending(
              "UNAVAILABLE: " + ShownText.of(what) + ": " + ShownText.of(why),
              "check the address and the connection, and try again; what is stored stays trusted");
      case UpdateRefusal.DiskFailed(var what, var why) ->
          new Ending("DISK_FAILED: " + ShownText.of(what) + ": " + why.meaning(), why.next());
      case UpdateRefusal.NoSuchTarget(var name) ->
          new Ending(
              "NO_SUCH_TARGET: " + name + ": no role that may describe it does",
              "check the name; the repository's owner lists it in targets metadata");
      case UpdateRefusal.NoRoot() ->
          new Ending(
              "NO_ROOT: there is no trusted root.json in the folder",
              "./portcullis tuf --metadata-dir DIR init ROOT");
    };
  }

  /** Of a text that no target can be called: nobody describes one. */
  static Ending noName(String text) {
    return new Ending(
        "NO_SUCH_TARGET: " + ShownText.of(text) + ": no target is called so",
        "a target's name has 1 to " + TargetName.MAX_LENGTH + " characters");
  }

  private static String next(Attack attack) {
    return switch (attack) {
      case Attack.Freeze _ ->
          "try again later, or over another network: someone may be keeping newer metadata back";
      case Attack.Rollback _, Attack.MixAndMatch _ ->
          "tell the repository's owner; what is stored stays trusted";
      case Attack.ArbitrarySoftware _, Attack.KeyCompromise _ ->
          "tell the repository's owner at once; nothing of it was stored";
      case Attack.WrongHardware _, Attack.WrongVehicle _ ->
          "tell whoever directs this vehicle; nothing of it was stored";
      case Attack.EndlessData _, Attack.SlowRetrieval _ ->
          "try again over another network; tell the repository's owner if it goes on";
      case Attack.MalformedMetadata _ -> "tell the repository's owner; nothing of it was stored";
    };
  }
}
