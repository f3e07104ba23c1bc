package dev.portcullis.can.actuate;

import java.time.Duration;

/** Told whether whoever may ask is there: for nobody nothing is transmitted. */
public interface GateObserver {

  /** He was heard, and counts as living for {@code lasting} from now. */
  void heard(Duration lasting);

  /** He is gone. */
  void lost();
}
