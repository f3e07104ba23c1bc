package dev.portcullis.can.actuate;

import dev.portcullis.crypto.Bytes;

/** The id of the decision an action is carried out for; the bridge only hands it on. */
public record DecisionId(Bytes value) {}
