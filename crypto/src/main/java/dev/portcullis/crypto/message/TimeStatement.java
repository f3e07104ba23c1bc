package dev.portcullis.crypto.message;

import java.time.Instant;

/**
 * One time key's word on what time it is, over a nonce of this boot: it cannot have been made
 * before the vehicle asked.
 *
 * @param nonce of a beacon of this boot
 * @param time whole seconds, 1970 to 9999
 */
public record TimeStatement(VehicleId vehicle, BootId boot, Nonce nonce, Instant time) {

  /** Checks what the codec has already refused. */
  public TimeStatement {
    if (!Limits.inCalendar(time)) {
      throw new IllegalArgumentException("a time out of its range: " + time);
    }
  }
}
