package dev.portcullis.can.watch;

import dev.portcullis.can.frame.CanFrame;

/** Whether the checksum of a message is right. */
final class ChecksumCheck {

  private final ChecksumRule rule;
  private final int index;
  private final Run run;

  /** The checksum is the payload's byte at {@code index}. */
  ChecksumCheck(ChecksumRule rule, int index, Run run) {
    this.rule = rule;
    this.index = index;
    this.run = run;
  }

  /** A frame of the message's length. */
  void accept(CanFrame frame, long now) {
    int right = rule.of(frame.id(), frame.payload(), index);
    int seen = frame.payload().at(index);
    if (seen != right) {
      run.note(now, seen, right, right);
    }
  }
}
