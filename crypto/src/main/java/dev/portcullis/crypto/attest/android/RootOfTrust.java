package dev.portcullis.crypto.attest.android;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.der.DerItem;
import dev.portcullis.crypto.der.DerItem.Bool;
import dev.portcullis.crypto.der.DerItem.Enumerated;
import dev.portcullis.crypto.der.DerItem.Octets;
import dev.portcullis.crypto.der.DerItem.Sequence;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the device booted, in the word of its bootloader: {@code RootOfTrust} of the schema.
 *
 * @param verifiedBootKey a digest of the key that verified the system; nothing is concluded from
 *     it, because locked phones of the field write zeros
 * @param verifiedBootHash a digest of all that was verified; since schema 3
 */
public record RootOfTrust(
    Bytes verifiedBootKey,
    Bootloader bootloader,
    VerifiedBootState verifiedBootState,
    Optional<Bytes> verifiedBootHash) {

  private static final int ELEMENTS = 3;

  /** Whether the bootloader starts only software whose signature it verified. */
  public enum Bootloader {
    LOCKED,
    UNLOCKED
  }

  /** What became of verified boot: {@code VerifiedBootState} of the schema. */
  public enum VerifiedBootState {
    /** The manufacturer's software. */
    VERIFIED(0),
    /** Software of whoever put a key into the device. */
    SELF_SIGNED(1),
    /** Any software. */
    UNVERIFIED(2),
    /** Software that is not what it should be. */
    FAILED(3);

    private final BigInteger value;

    VerifiedBootState(long value) {
      this.value = BigInteger.valueOf(value);
    }
  }

  static Optional<RootOfTrust> of(DerItem item) {
    return item instanceof Sequence(var elements)
            && (elements.size() == ELEMENTS || elements.size() == ELEMENTS + 1)
        ? of(elements)
        : Optional.empty();
  }

  private static Optional<RootOfTrust> of(List<DerItem> elements) {
    if (!(elements.get(0) instanceof Octets(var key)
        && elements.get(1) instanceof Bool(boolean locked)
        && elements.get(2) instanceof Enumerated(var state))) {
      return Optional.empty();
    }
    var bootloader = locked ? Bootloader.LOCKED : Bootloader.UNLOCKED;
    if (elements.size() == ELEMENTS) {
      return state(state).map(known -> new RootOfTrust(key, bootloader, known, Optional.empty()));
    }
    return elements.get(ELEMENTS) instanceof Octets(var hash)
        ? state(state).map(known -> new RootOfTrust(key, bootloader, known, Optional.of(hash)))
        : Optional.empty();
  }

  private static Optional<VerifiedBootState> state(BigInteger value) {
    for (VerifiedBootState state : VerifiedBootState.values()) {
      if (value.equals(state.value)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }

  DerItem item() {
    var elements = new ArrayList<DerItem>();
    elements.add(new Octets(verifiedBootKey));
    elements.add(new Bool(bootloader == Bootloader.LOCKED));
    elements.add(new Enumerated(verifiedBootState.value));
    verifiedBootHash.ifPresent(hash -> elements.add(new Octets(hash)));
    return new Sequence(elements);
  }
}
