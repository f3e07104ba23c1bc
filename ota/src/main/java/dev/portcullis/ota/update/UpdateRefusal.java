package dev.portcullis.ota.update;

import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.ota.fetch.FetchFailure;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.ota.verify.Attack;

/** Why an update ended without what was asked for. What was trusted until then is stored. */
public sealed interface UpdateRefusal {

  /** What was offered looks like this attack. */
  record Attacked(Attack attack) implements UpdateRefusal {}

  /** The repository was not reached, or did not have what it named. */
  record Unavailable(String what, String why) implements UpdateRefusal {}

  /** The disk did not give what was stored, or did not take what was verified. */
  record DiskFailed(String what, DurableRefusal why) implements UpdateRefusal {}

  /** Nobody who may describe a target of this name does. */
  record NoSuchTarget(TargetName name) implements UpdateRefusal {}

  /** There is no root metadata to begin with. */
  record NoRoot() implements UpdateRefusal {}

  /** Says what a failed fetch of {@code what} means. */
  static UpdateRefusal of(String what, FetchFailure failure) {
    return switch (failure) {
      case FetchFailure.Absent() -> new Unavailable(what, "the repository does not have it");
      case FetchFailure.TooLong(long limit) -> new Attacked(new Attack.EndlessData(what, limit));
      case FetchFailure.TooSlow(var budget) -> new Attacked(new Attack.SlowRetrieval(what, budget));
      case FetchFailure.Changed(var seen, var expected) ->
          new Attacked(new Attack.MixAndMatch(what, seen, expected));
      case FetchFailure.Misbehaved(var why) -> new Unavailable(what, why);
      case FetchFailure.Unreachable(var why) -> new Unavailable(what, why);
    };
  }
}
