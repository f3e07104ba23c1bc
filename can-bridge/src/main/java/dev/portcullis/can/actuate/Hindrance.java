package dev.portcullis.can.actuate;

/** Why nothing was transmitted. */
public sealed interface Hindrance permits Precondition, SendRefusal {}
