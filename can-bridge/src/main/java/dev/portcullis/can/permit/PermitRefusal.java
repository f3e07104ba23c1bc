package dev.portcullis.can.permit;

/** Why a frame was not permitted: nothing may leave at present, or not this. */
public sealed interface PermitRefusal permits Silence, ListRefusal {}
