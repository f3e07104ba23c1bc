package dev.portcullis.can.frame;

/** Why something that came from an adapter is no frame, in the words of the adapter's protocol. */
public sealed interface WireRefusal permits SlcanRefusal, SocketCanRefusal {}
