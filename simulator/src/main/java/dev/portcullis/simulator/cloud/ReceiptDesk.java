package dev.portcullis.simulator.cloud;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.message.CommandId;
import dev.portcullis.crypto.message.Receipt;
import dev.portcullis.crypto.message.ReceiptCodec;
import dev.portcullis.crypto.message.Unverified;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Hands each receipt to whoever waits for its command. A receipt whose signature does not hold is
 * dropped: the phone would not believe it either.
 */
public final class ReceiptDesk {

  private static final int MOST_WAITING = 10_000;

  private final BeaconBook vehicles;
  private final Map<CommandId, Consumer<Bytes>> waiting = new LinkedHashMap<>();
  private final CopyOnWriteArrayList<BiConsumer<Receipt, Bytes>> observers =
      new CopyOnWriteArrayList<>();

  ReceiptDesk(BeaconBook vehicles) {
    this.vehicles = vehicles;
  }

  /**
   * Hands every receipt for {@code command} to {@code receiver}: a vehicle may answer twice where a
   * request came twice.
   */
  public synchronized void expect(CommandId command, Consumer<Bytes> receiver) {
    waiting.put(command, receiver);
    if (waiting.size() > MOST_WAITING) {
      var oldest = waiting.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /** Shows every receipt that a known vehicle signed to {@code observer}, with its encoding. */
  public void observe(BiConsumer<Receipt, Bytes> observer) {
    observers.add(observer);
  }

  /** Takes what came on a receipt topic. */
  void take(Bytes encoded) {
    verified(encoded)
        .ifPresent(receipt -> {
          receipt.beacon().ifPresent(this::enterBeacon);
          receiverOf(receipt.command()).ifPresent(receiver -> receiver.accept(encoded));
          observers.forEach(observer -> observer.accept(receipt, encoded));
        });
  }

  private Optional<Receipt> verified(Bytes encoded) {
    return ReceiptCodec.parse(encoded)
            instanceof Outcome.Passed<Unverified<Receipt>, ?>(var receipt)
        ? vehicles
            .keyOf(receipt.claims().vehicle())
            .filter(key -> receipt.verify(key) instanceof Outcome.Passed<?, ?>)
            .map(_ -> receipt.claims())
        : Optional.empty();
  }

  private synchronized Optional<Consumer<Bytes>> receiverOf(CommandId command) {
    return Optional.ofNullable(waiting.get(command));
  }

  private void enterBeacon(Bytes beacon) {
    var _ = vehicles.enter(beacon);
  }
}
