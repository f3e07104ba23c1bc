package dev.portcullis.can.actuate;

import dev.portcullis.can.dbc.Signal;
import dev.portcullis.can.state.WatchedMessage;

/** A signal that must have this raw value. */
record Requirement(WatchedMessage message, Signal signal, long raw) {}
