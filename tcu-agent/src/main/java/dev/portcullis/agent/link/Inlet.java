package dev.portcullis.agent.link;

import dev.portcullis.crypto.Bytes;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Where messages of all connections come in. It counts what is not settled: the broker keeps to the
 * bound on one connection, and the supervisor does not connect while more than as many again are
 * left over from earlier ones.
 */
final class Inlet {

  private final LinkTopics topics;
  private final int bound;
  private final LongSupplier nanos;
  private final Teller teller;
  private final AtomicInteger unsettled = new AtomicInteger();

  Inlet(LinkTopics topics, int bound, LongSupplier nanos, Teller teller) {
    this.topics = topics;
    this.bound = bound;
    this.nanos = nanos;
    this.teller = teller;
  }

  /** Whether so much is left unsettled that another connection could exceed the bounds. */
  boolean isBackedUp() {
    return unsettled.get() > bound;
  }

  /** Takes a message in; {@code acknowledge} tells the broker, if it still can. Never throws. */
  void arrived(String topic, byte[] payload, Runnable acknowledge) {
    long arrivedNanos = nanos.getAsLong();
    var inbox = topics.inbox(topic);
    if (inbox.isEmpty()) {
      acknowledge.run();
      teller.ignored(Ignored.FOREIGN_TOPIC);
    } else if (unsettled.get() >= 2 * bound) {
      teller.ignored(Ignored.OVERFLOW);
    } else {
      unsettled.incrementAndGet();
      var once = new AtomicBoolean();
      Delivery delivery =
          () -> {
            if (once.compareAndSet(false, true)) {
              unsettled.decrementAndGet();
              acknowledge.run();
            }
          };
      teller.arrived(new Arrival(inbox.get(), Bytes.of(payload), delivery, arrivedNanos));
    }
  }
}
