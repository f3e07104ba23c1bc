package dev.portcullis.can.permit;

/** What the description calls a bus. */
public record BusName(String value) {}
