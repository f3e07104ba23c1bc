package dev.portcullis.can.secoc;

/** What is proven of an authentic I-PDU's age. */
public sealed interface Freshness {

  /** It was not accepted before, nor anything its sender made after it. */
  record Proven(FreshnessValue value) implements Freshness {}

  /** Nothing: the profile has no freshness. It may be a recording. */
  record NotProven() implements Freshness {}
}
