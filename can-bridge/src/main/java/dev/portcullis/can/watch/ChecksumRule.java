package dev.portcullis.can.watch;

import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.frame.Crc8;
import dev.portcullis.crypto.Bytes;

/**
 * How a checksum of one byte is worked out. They find accidents and careless senders; whoever knows
 * the rule makes a right one.
 */
public enum ChecksumRule {
  /** CRC-8 of SAE J1850 over the identifier and all other bytes: {@link Crc8#protect}. */
  CRC8_WITH_ID,
  /** The sum of all other bytes. */
  SUM,
  /** The sum of the identifier's bytes, the length and all other bytes. */
  SUM_WITH_ID,
  /** All other bytes, exclusive or. */
  XOR;

  /** The checksum of this payload, which lies at {@code index}: 0 to 255. */
  public int of(ArbitrationId id, Bytes payload, int index) {
    return switch (this) {
      case CRC8_WITH_ID -> Crc8.protect(id, payload, index);
      case SUM -> sum(payload, index);
      case SUM_WITH_ID -> sum(id.value()) + payload.size() + sum(payload, index) & 0xFF;
      case XOR -> xor(payload, index);
    };
  }

  private static int sum(int id) {
    return (id & 0xFF) + (id >>> 8 & 0xFF) + (id >>> 16 & 0xFF) + (id >>> 24);
  }

  private static int sum(Bytes payload, int index) {
    int sum = 0;
    for (int i = 0; i < payload.size(); i++) {
      sum += i == index ? 0 : payload.at(i);
    }
    return sum & 0xFF;
  }

  private static int xor(Bytes payload, int index) {
    int xor = 0;
    for (int i = 0; i < payload.size(); i++) {
      xor ^= i == index ? 0 : payload.at(i);
    }
    return xor;
  }
}
