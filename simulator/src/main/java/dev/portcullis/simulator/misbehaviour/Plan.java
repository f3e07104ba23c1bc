package dev.portcullis.simulator.misbehaviour;

/** What is to go wrong, and when. */
public record Plan(Misbehaviour what, Window window) {}
