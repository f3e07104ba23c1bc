package dev.portcullis.simulator.cloud;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.message.Notice;
import dev.portcullis.crypto.message.NoticeCodec;
import dev.portcullis.crypto.message.Unverified;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Passes on what vehicles tell their owners; each owner's phone is an observer. */
public final class NoticeDesk {

  private final BeaconBook vehicles;
  private final CopyOnWriteArrayList<Consumer<Notice>> observers = new CopyOnWriteArrayList<>();

  NoticeDesk(BeaconBook vehicles) {
    this.vehicles = vehicles;
  }

  /** Shows every notice that a known vehicle signed to {@code observer}. */
  public void observe(Consumer<Notice> observer) {
    observers.add(observer);
  }

  /** Takes what came on a notice topic. */
  void take(Bytes encoded) {
    if (NoticeCodec.parse(encoded) instanceof Outcome.Passed<Unverified<Notice>, ?>(var unverified)
        && vehicles.keyOf(unverified.claims().vehicle()).stream()
            .anyMatch(key -> unverified.verify(key) instanceof Outcome.Passed<?, ?>)) {
      observers.forEach(observer -> observer.accept(unverified.claims()));
    }
  }
}
