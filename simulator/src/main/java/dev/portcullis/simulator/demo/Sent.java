package dev.portcullis.simulator.demo;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.message.CommandId;
import dev.portcullis.crypto.message.ReceiptOutcome;
import dev.portcullis.simulator.phone.Answer;
import dev.portcullis.simulator.phone.PhoneRefusal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** A genuine command on its way, and its receipt once it came. */
final class Sent {

  private final LongSupplier nanos;
  private final CountDownLatch answered = new CountDownLatch(1);
  private volatile Function<Bytes, Outcome<Answer, PhoneRefusal>> reader =
      _ -> Outcome.refused(PhoneRefusal.NOT_A_RECEIPT);
  private volatile Optional<CommandId> command = Optional.empty();
  private volatile Optional<ReceiptOutcome> outcome = Optional.empty();
  private volatile long sentAt;
  private volatile long answeredAt;

  Sent(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** From now on the time runs. */
  void sending(Function<Bytes, Outcome<Answer, PhoneRefusal>> read, CommandId id) {
    reader = read;
    command = Optional.of(id);
    sentAt = nanos.getAsLong();
  }

  /** The receipt came. */
  void take(Bytes receipt) {
    long now = nanos.getAsLong();
    if (answered.getCount() > 0
        && reader.apply(receipt) instanceof Outcome.Passed<Answer, ?>(var answer)) {
      answeredAt = now;
      outcome = Optional.of(answer.receipt().outcome());
      answered.countDown();
    }
  }

  /** The command's id. */
  CommandId command() {
    return command.orElseThrow();
  }

  /** Whether a receipt that says "done" comes within {@code patience}. */
  boolean isDoneWithin(Duration patience) throws InterruptedException {
    return answered.await(patience.toNanos(), TimeUnit.NANOSECONDS)
        && outcome.equals(Optional.of(ReceiptOutcome.DONE));
  }

  /** Whether a receipt came within {@code patience}. */
  boolean isAnsweredWithin(Duration patience) throws InterruptedException {
    return answered.await(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** From the signed command to its verified receipt, in microseconds. */
  long toReceiptMicros() {
    return TimeUnit.NANOSECONDS.toMicros(answeredAt - sentAt);
  }
}
