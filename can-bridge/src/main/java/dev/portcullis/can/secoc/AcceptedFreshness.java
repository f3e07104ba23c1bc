package dev.portcullis.can.secoc;

import dev.portcullis.crypto.Outcome;
import java.util.List;
import java.util.Optional;

/** What a receiver knows of its sender's freshness. Only {@link #accept} changes it. */
interface AcceptedFreshness {

  /** The values to try for {@code sent}, in order, at most {@code most}; perhaps none. */
  List<FreshnessValue> candidates(long sent, int most);

  /** The value that {@code sent} had if it is a recording of the recent past. */
  Optional<FreshnessValue> recorded(long sent);

  /** Whether {@code sent} can only come from a counter that went past its end. */
  boolean isExhaustedFor(long sent);

  /** Takes {@code value}, for which an authenticator held, or {@code FRESHNESS_NOT_STORED}. */
  Outcome<Freshness, VerifyRefusal> accept(FreshnessValue value);

  /** Sets back what is reserved to what was accepted. */
  void giveBack();
}
