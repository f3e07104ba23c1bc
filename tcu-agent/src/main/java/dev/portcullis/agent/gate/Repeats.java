package dev.portcullis.agent.gate;

import dev.portcullis.crypto.Bytes;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Receipts that are sent once more: a duplicate costs its sender's patience, not our uplink. */
final class Repeats {

  private static final int PER_SECOND = 10;

  private final Answers answers;
  private final LongSupplier nanos;
  private final TokenBucket bucket;

  Repeats(Answers answers, LongSupplier nanos) {
    this.answers = answers;
    this.nanos = nanos;
    this.bucket = new TokenBucket(PER_SECOND, Duration.ofSeconds(1), nanos.getAsLong());
  }

  void send(Bytes receipt) {
    long now = nanos.getAsLong();
    if (bucket.has(now)) {
      bucket.take(now);
      answers.again(receipt);
    }
  }
}
