package dev.portcullis.can.expression;

import dev.portcullis.can.dbc.Signal;
import dev.portcullis.can.state.WatchedMessage;

/** A signal of a message that is watched: it has a value only while that is known. */
public record WatchedSignal(WatchedMessage message, Signal signal) {}
