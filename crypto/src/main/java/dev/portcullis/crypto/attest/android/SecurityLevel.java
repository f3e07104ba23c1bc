package dev.portcullis.crypto.attest.android;

import dev.portcullis.crypto.attest.KeyProtection;
import dev.portcullis.crypto.der.DerItem;
import dev.portcullis.crypto.der.DerItem.Enumerated;
import java.math.BigInteger;
import java.util.Optional;

/** Where an attestation was made, or a key lies: {@code SecurityLevel} of the schema. */
public enum SecurityLevel {
  /** In Android itself: whoever owns the system owns it. */
  SOFTWARE(0),
  /** In the processor's trusted environment. */
  TRUSTED_ENVIRONMENT(1),
  /** In a chip of its own. */
  STRONG_BOX(2);

  private final BigInteger value;

  SecurityLevel(long value) {
    this.value = BigInteger.valueOf(value);
  }

  static Optional<SecurityLevel> of(DerItem item) {
    for (SecurityLevel level : values()) {
      if (item instanceof Enumerated(BigInteger value) && value.equals(level.value)) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }

  DerItem item() {
    return new Enumerated(value);
  }

  /** What it means for a key; nothing for one in software. */
  Optional<KeyProtection> protection() {
    return switch (this) {
      case SOFTWARE -> Optional.empty();
      case TRUSTED_ENVIRONMENT -> Optional.of(KeyProtection.TRUSTED_ENVIRONMENT);
      case STRONG_BOX -> Optional.of(KeyProtection.STRONG_BOX);
    };
  }
}
