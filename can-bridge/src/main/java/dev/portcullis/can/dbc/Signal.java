package dev.portcullis.can.dbc;

import dev.portcullis.crypto.Bytes;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A field of a message: where its bits are, and what they mean. Made by {@link Database}. */
public final class Signal {

  private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

  private final String name;
  private final int[] positions;
  private final ValueType type;
  private final BigDecimal factor;
  private final BigDecimal offset;
  private final String unit;
  private final Map<Long, String> valueNames;
  private final Presence presence;

  Signal(SignalLayout layout, Presence presence) {
    this.name = layout.longName();
    this.positions = layout.positions();
    this.type = layout.type();
    this.factor = layout.factor();
    this.offset = layout.offset();
    this.unit = layout.unit();
    this.valueNames = Map.copyOf(layout.valueNames());
    this.presence = presence;
  }

  /** Its name, unique within the message. */
  public String name() {
    return name;
  }

  /** What its bits mean. */
  public ValueType type() {
    return type;
  }

  /** How many bits it has, 1 to 64. */
  public int bits() {
    return positions.length;
  }

  /** The unit of its physical value, as the file has it; often empty. */
  public String unit() {
    return unit;
  }

  /** When it is part of its message. */
  public Presence presence() {
    return presence;
  }

  /**
   * The raw value in a payload of the message's length: sign-extended for a signed signal, the bit
   * pattern for a floating point one.
   */
  public long raw(Bytes payload) {
    long value = 0;
    for (int position : positions) {
      value = value << 1 | (payload.at(position >>> 3) >>> (position & 7) & 1);
    }
    return type == ValueType.SIGNED
        ? (value << (Long.SIZE - bits())) >> (Long.SIZE - bits())
        : value;
  }

  /** Writes the low bits of {@code raw} into {@code payload} and leaves the others as they are. */
  public void put(byte[] payload, long raw) {
    long rest = raw;
    for (int i = positions.length - 1; i >= 0; i--) {
      int mask = 1 << (positions[i] & 7);
      int old = payload[positions[i] >>> 3];
      payload[positions[i] >>> 3] = (byte) ((rest & 1) == 0 ? old & ~mask : old | mask);
      rest >>>= 1;
    }
  }

  /** Whether {@code raw} is a value its bits can have. */
  public boolean holds(long raw) {
    if (bits() == Long.SIZE) {
      return true;
    }
    return type == ValueType.SIGNED
        ? raw >= -1L << (bits() - 1) && raw < 1L << (bits() - 1)
        : raw >= 0 && raw < 1L << bits();
  }

  /**
   * The physical value, exactly: raw × factor + offset. Empty for a floating point signal that is
   * infinite or no number.
   */
  public Optional<BigDecimal> physical(long raw) {
    return number(raw).map(value -> value.multiply(factor).add(offset));
  }

  /** The raw value as a decimal number, before factor and offset. */
  public Optional<BigDecimal> number(long raw) {
    return switch (type) {
      case SIGNED -> Optional.of(BigDecimal.valueOf(raw));
      case UNSIGNED -> Optional.of(new BigDecimal(Long.toUnsignedString(raw)));
      case FLOAT -> {
        double value =
            bits() == Float.SIZE ? Float.intBitsToFloat((int) raw) : Double.longBitsToDouble(raw);
        yield Double.isFinite(value) ? Optional.of(new BigDecimal(value)) : Optional.empty();
      }
    };
  }

  /** The raw value of this physical value; empty where no value of its bits is exactly that. */
  public Optional<Long> rawOf(long physicalValue) {
    if (type == ValueType.FLOAT || factor.signum() == 0) {
      return Optional.empty();
    }
    BigDecimal[] divided =
        BigDecimal.valueOf(physicalValue).subtract(offset).divideAndRemainder(factor);
    if (divided[1].signum() != 0 || divided[0].abs().compareTo(LARGEST) > 0) {
      return Optional.empty();
    }
    long raw = divided[0].longValue();
    return holds(raw) ? Optional.of(raw) : Optional.empty();
  }

  /** What the file calls this raw value ({@code VAL_}). */
  public Optional<String> valueName(long raw) {
    return Optional.ofNullable(valueNames.get(raw));
  }

  /** The raw value the file calls {@code valueName}; empty where none or several are. */
  public OptionalLong rawNamed(String valueName) {
    var found = OptionalLong.empty();
    for (Map.Entry<Long, String> entry : valueNames.entrySet()) {
      if (entry.getValue().equals(valueName)) {
        if (found.isPresent()) {
          return OptionalLong.empty();
        }
        found = OptionalLong.of(entry.getKey());
      }
    }
    return found;
  }

  int[] positions() {
    return positions;
  }

  @Override
  public String toString() {
    return name;
  }
}
