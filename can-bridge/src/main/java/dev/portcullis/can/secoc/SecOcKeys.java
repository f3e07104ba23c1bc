package dev.portcullis.can.secoc;

import java.util.Optional;

/** The key store. It is asked for each I-PDU, so that a rotation takes effect at once. */
@FunctionalInterface
public interface SecOcKeys {

  /** The keys of {@code slot}, where it has any. */
  Optional<SlotKeys> keys(KeySlot slot);
}
