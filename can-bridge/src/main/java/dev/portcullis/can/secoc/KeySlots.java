package dev.portcullis.can.secoc;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The slots of a message's keys. A rotation has three steps: both ends accept the new key too, both
 * send with the new one, both forget the former. An end may be one step ahead of the other.
 *
 * @param sending the one that is sent with, and accepted
 * @param alsoAccepted another one that is accepted besides, while keys change
 */
public record KeySlots(KeySlot sending, Optional<KeySlot> alsoAccepted) {

  /** Checks that they differ. */
  public KeySlots {
    if (alsoAccepted.equals(Optional.of(sending))) {
      throw new IllegalArgumentException("one slot twice: " + sending.number());
    }
  }

  /** Outside a rotation. */
  public static KeySlots only(KeySlot slot) {
    return new KeySlots(slot, Optional.empty());
  }

  /** Every slot whose key is accepted: one or two. */
  public List<KeySlot> accepted() {
    return Stream.concat(Stream.of(sending), alsoAccepted.stream()).toList();
  }
}
