package dev.portcullis.can.port;

import dev.portcullis.can.frame.BusCondition;
import dev.portcullis.can.frame.SlcanLine.Status;
import java.util.Optional;

/**
 * How the controller behind a serial adapter stands with the bus, by its status flags and by
 * whether anything is heard. It is off the bus where the flags say so; and where they, or those of
 * the answer before, say "bus error" and not one frame came since that answer. Some adapters mean
 * bus-off by that flag and some any error, and most say it once: but a controller that hears frames
 * is not off the bus, and one that had errors and then hears nothing for a second is of no more
 * use. For the reader's thread.
 */
final class BusStanding {

  private enum Traffic {
    HEARD,
    NONE
  }

  private BusCondition condition = BusCondition.ACTIVE;

  /** Since the last answer. Before the first one, silence says nothing. */
  private Traffic traffic = Traffic.HEARD;

  /** The last answer said "bus error", and the channel was not opened anew since. */
  private boolean suspected;

  void heard() {
    traffic = Traffic.HEARD;
  }

  /**
   * Takes an answer; the condition, if it is another than before. Off the bus, the channel is to be
   * opened anew before the next question: what was before that no longer counts.
   */
  Optional<BusCondition> told(Status status) {
    boolean errors = suspected || status.saysBusError();
    BusCondition now = errors && traffic == Traffic.NONE ? BusCondition.OFF : status.condition();
    boolean changed = now != condition;
    condition = now;
    traffic = Traffic.NONE;
    suspected = status.saysBusError() && now != BusCondition.OFF;
    return changed ? Optional.of(now) : Optional.empty();
  }

  boolean isOff() {
    return condition == BusCondition.OFF;
  }
}
