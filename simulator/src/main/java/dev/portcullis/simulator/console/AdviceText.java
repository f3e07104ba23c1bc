package dev.portcullis.simulator.console;

import dev.portcullis.crypto.message.Advice;

/** The advice of a refusal, for people and for programs. */
final class AdviceText {

  private AdviceText() {}

  /** A sentence for whoever sent the command. */
  static String sentence(Advice advice) {
    return switch (advice) {
      case Advice.Never() -> "Never: the same request is refused every time.";
      case Advice.WithNewBeacon() -> "Yes, signed anew over the newest beacon.";
      case Advice.After(var wait) -> "Yes, after " + wait.toSeconds() + " s.";
      case Advice.NeedsOwner() -> "Not before an owner has changed something.";
    };
  }

  /** The name that stands in receipts' details and in {@code --json}. */
  static String name(Advice advice) {
    return switch (advice) {
      case Advice.Never() -> "NEVER";
      case Advice.WithNewBeacon() -> "WITH_NEW_BEACON";
      case Advice.After(var wait) -> "AFTER " + wait.toSeconds();
      case Advice.NeedsOwner() -> "NEEDS_OWNER";
    };
  }
}
