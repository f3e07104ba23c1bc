package dev.portcullis.can.secoc;

import java.util.Optional;

/** The key store. */
@FunctionalInterface
public interface SecOcKeys {

  /** The key of {@code slot}, where it has one. */
  Optional<SecOcKey> key(KeySlot slot);
}
