package dev.portcullis.can.watch;

/** A signal of one whole byte that followed a rule in every frame. */
public record ChecksumBaseline(String signal, ChecksumRule rule) {}
