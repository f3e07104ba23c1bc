package dev.portcullis.agent.grant;

import java.util.OptionalLong;

/**
 * The signals that somebody gives in the car, with intent. The vehicle's description says which
 * signal on the bus each is; several may be the same one. Being near the car, or on its network, is
 * never presence.
 */
@FunctionalInterface
public interface Presence {

  /** What presence is asked for. */
  enum Signal {
    /** A new key is to enrol. */
    ENROL,
    /** The key of an owner is to be revoked, or more keys than usual. */
    REVOKE_OWNER,
    /** The car is to have another owner. */
    HAND_OVER
  }

  /**
   * When {@code signal} was last given, in nanoseconds on the boot clock: when it was seen to
   * begin, with its check verified, after it was seen not to be given. Nothing where it was not
   * since the start of the agent. May be asked often; must not wait.
   */
  OptionalLong lastGiven(Signal signal);

  /** A car in which no signal is configured: nobody is ever present. */
  static Presence none() {
    return _ -> OptionalLong.empty();
  }
}
