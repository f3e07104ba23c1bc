package dev.portcullis.simulator.ecu;

import dev.portcullis.can.permit.Rate;
import dev.portcullis.can.secoc.DataId;
import dev.portcullis.can.secoc.FreshnessStore;
import dev.portcullis.can.secoc.FreshnessValue;
import dev.portcullis.can.secoc.ReceiverLimits;
import dev.portcullis.can.secoc.ReservationBlock;
import dev.portcullis.can.secoc.SecOcKeys;
import dev.portcullis.can.secoc.SecOcReceiver;
import dev.portcullis.can.secoc.SecOcSender;
import dev.portcullis.can.secoc.SecuredMessage;
import java.util.Map;
import java.util.Optional;

/**
 * What the controllers secure and verify with. They keep nothing over a restart: what they send
 * begins at the time of day, which is above all they sent before, and of what they obey they take
 * the first for new. A controller that is built does better.
 */
public final class BusSecurity {

  private static final ReceiverLimits LIMITS =
      new ReceiverLimits(1, new Rate(10_000, 10_000), new ReservationBlock(1));

  private final Map<String, SecuredMessage> messages;
  private final SecOcKeys keys;
  private final FreshnessValue beginning;

  /**
   * Of a car with these secured messages.
   *
   * @param messages by their names in the DBC
   * @param beginning what was sent before had lower freshness values
   */
  public BusSecurity(
      Map<String, SecuredMessage> messages, SecOcKeys keys, FreshnessValue beginning) {
    this.messages = Map.copyOf(messages);
    this.keys = keys;
    this.beginning = beginning;
  }

  /** Of a car without SecOC. */
  public static BusSecurity none() {
    return new BusSecurity(Map.of(), _ -> Optional.empty(), FreshnessValue.NONE_YET);
  }

  /** Both ends of a message of that name, if it is secured. */
  Optional<SecuredMessage> message(String name) {
    return Optional.ofNullable(messages.get(name));
  }

  SecOcSender sender(SecuredMessage message) {
    return new SecOcSender(message, keys, new Forgetful(beginning), new ReservationBlock(1));
  }

  SecOcReceiver receiver(SecuredMessage message) {
    return new SecOcReceiver(message, keys, new Forgetful(FreshnessValue.NONE_YET), LIMITS);
  }

  private record Forgetful(FreshnessValue beginning) implements FreshnessStore {

    @Override
    public FreshnessValue reservedUpTo(DataId id) {
      return beginning;
    }

    @Override
    public Reservation reserve(DataId id, FreshnessValue upTo) {
      return Reservation.DURABLE;
    }

    @Override
    public void giveBack(DataId id, FreshnessValue last) {}
  }
}
