package dev.portcullis.can.dbc;

import dev.portcullis.crypto.Bytes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A field of a message: where its bits are, and what they mean. Made by {@link Database}. */
public final class Signal {

  private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

  private final String name;
  private final int[] positions;
  private final ValueType type;
  private final Scaling scaling;
  private final Optional<Limits> limits;
  private final String unit;
  private final List<String> receivers;
  private final Optional<String> comment;
  private final Optional<BigDecimal> startValue;
  private final Map<Long, String> valueNames = new HashMap<>();
  private final long[] named;
  private final Presence presence;
  private final boolean multiplexor;

  Signal(SignalLayout layout, Presence presence) {
    this.name = layout.longName();
    this.positions = layout.positions();
    this.type = layout.type();
    this.scaling = layout.shape().scaling();
    this.limits = layout.shape().limits();
    this.unit = layout.shape().unit();
    this.receivers = List.copyOf(layout.receivers());
    this.comment = layout.comment();
    this.startValue = layout.startValue().map(Decimal::exact);
    this.presence = presence;
    this.multiplexor = layout.mark().multiplexor();
    layout
        .valueNames()
        .forEach((value, text) -> keyOf(value).ifPresent(raw -> valueNames.put(raw, text)));
    this.named = valueNames.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
  }

  /** Empty for a value that the signal's bits cannot have: its name can never be shown. */
  private Optional<Long> keyOf(BigInteger value) {
    return type == ValueType.FLOAT
        ? Optional.of(floatBits(value.doubleValue()))
        : rawOfNumber(new BigDecimal(value));
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

  /** The range the file gives for its physical value; empty where it gives none. */
  public Optional<Limits> limits() {
    return limits;
  }

  /** The nodes that receive it, as the file has them; {@code Vector__XXX} stands for nobody. */
  public List<String> receivers() {
    return receivers;
  }

  /** What the file says about it. */
  public Optional<String> comment() {
    return comment;
  }

  /** Its raw value before the first frame ({@code GenSigStartValue}). */
  public Optional<BigDecimal> startValue() {
    return startValue;
  }

  /** When it is part of its message. */
  public Presence presence() {
    return presence;
  }

  /** Whether its value decides which other signals are present. */
  public boolean isMultiplexor() {
    return multiplexor;
  }

  /** Its values as decimal text, and back. */
  public SignalText text() {
    return new SignalText(this);
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
        : raw >>> bits() == 0;
  }

  /**
   * The physical value, exactly: raw × factor + offset. Empty for a floating point signal that is
   * infinite or no number.
   */
  public Optional<BigDecimal> physical(long raw) {
    return number(raw).map(scaling::physical);
  }

  /** The physical value in binary64, without allocation; not a number where it is none. */
  public double physicalValue(long raw) {
    double number =
        switch (type) {
          case SIGNED -> raw;
          case UNSIGNED -> raw >= 0 ? raw : ((raw >>> 1) | (raw & 1)) * 2.0;
          case FLOAT -> floatValue(raw);
        };
    return scaling.physical(number);
  }

  /** The raw value as a decimal number, before factor and offset. */
  public Optional<BigDecimal> number(long raw) {
    return switch (type) {
      case SIGNED -> Optional.of(BigDecimal.valueOf(raw));
      case UNSIGNED -> Optional.of(new BigDecimal(Long.toUnsignedString(raw)));
      case FLOAT -> {
        double value = floatValue(raw);
        yield Double.isFinite(value) ? Optional.of(new BigDecimal(value)) : Optional.empty();
      }
    };
  }

  /** The raw value that is this whole number; empty where its bits cannot hold it. */
  Optional<Long> rawOfNumber(BigDecimal number) {
    if (number.signum() != 0 && (number.scale() > 0 || number.precision() - number.scale() > 20)) {
      return Optional.empty();
    }
    BigInteger whole = number.toBigInteger();
    long raw = whole.longValue();
    boolean fits =
        type == ValueType.SIGNED
            ? whole.bitLength() < Long.SIZE
            : whole.signum() >= 0 && whole.bitLength() <= Long.SIZE;
    return fits && holds(raw) ? Optional.of(raw) : Optional.empty();
  }

  /** The number a floating point signal's bits are. */
  double floatValue(long raw) {
    return switch (bits()) {
      case Short.SIZE -> Float.float16ToFloat((short) raw);
      case Float.SIZE -> Float.intBitsToFloat((int) raw);
      default -> Double.longBitsToDouble(raw);
    };
  }

  /** The bits of the floating point number of this signal's size that comes closest. */
  long floatBits(double value) {
    return switch (bits()) {
      case Short.SIZE -> Float.floatToFloat16((float) value) & 0xFFFFL;
      case Float.SIZE -> Float.floatToRawIntBits((float) value) & 0xFFFF_FFFFL;
      default -> Double.doubleToRawLongBits(value);
    };
  }

  Scaling scaling() {
    return scaling;
  }

  /** The raw value of this physical value; empty where no value of its bits is exactly that. */
  public Optional<Long> rawOf(long physicalValue) {
    BigDecimal factor = scaling.factor().exact();
    if (type == ValueType.FLOAT || factor.signum() == 0) {
      return Optional.empty();
    }
    BigDecimal[] divided =
        BigDecimal.valueOf(physicalValue)
            .subtract(scaling.offset().exact())
            .divideAndRemainder(factor);
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

  /** Whether the file has a name for this raw value; allocates nothing. */
  public boolean isNamed(long raw) {
    return Arrays.binarySearch(named, raw) >= 0;
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

  /** The raw values with a name. */
  Set<Long> namedValues() {
    return valueNames.keySet();
  }

  int[] positions() {
    return positions;
  }

  @Override
  public String toString() {
    return name;
  }
}
