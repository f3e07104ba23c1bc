package dev.portcullis.simulator.cloud;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.message.Attestation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * An Attestation Result that is used for half of its life and then asked for anew: a back-end does
 * not go to its Verifier for every command, and a vehicle verifies each result once.
 */
final class Renewed implements Supplier<Attestation> {

  private final Supplier<Attestation> verifier;
  private final Duration renewAfter;
  private final InstantSource clock;
  private Instant renewAt = Instant.MIN;
  private Attestation result = new Attestation("none", Bytes.empty());

  Renewed(Supplier<Attestation> verifier, Duration life, InstantSource clock) {
    this.verifier = verifier;
    this.renewAfter = life.dividedBy(2);
    this.clock = clock;
  }

  @Override
  public synchronized Attestation get() {
    var now = clock.instant();
    if (!now.isBefore(renewAt)) {
      result = verifier.get();
      renewAt = now.plus(renewAfter);
    }
    return result;
  }
}
