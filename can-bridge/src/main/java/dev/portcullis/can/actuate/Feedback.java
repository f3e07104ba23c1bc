package dev.portcullis.can.actuate;

import dev.portcullis.can.dbc.Signal;
import dev.portcullis.can.state.WatchedMessage;
import java.time.Duration;

/**
 * The signal that confirms an action.
 *
 * @param within how long after the hand-over it may come
 */
record Feedback(WatchedMessage message, Signal signal, long raw, Duration within) {}
