package dev.portcullis.can.secoc;

import dev.portcullis.crypto.Bytes;

/** Takes bits one behind the other, most significant first, from bytes whose length was checked. */
final class BitCursor {

  private final Bytes bytes;
  private int at;

  BitCursor(Bytes bytes) {
    this.bytes = bytes;
  }

  /** The next {@code bits}, 0 to 64, as an unsigned number. */
  long number(int bits) {
    long value = 0;
    for (int i = 0; i < bits; i++) {
      value = value << 1 | bit();
    }
    return value;
  }

  /** The next {@code bits}, from the first byte's most significant bit on, filled up with zeros. */
  Bytes string(int bits) {
    byte[] string = new byte[Math.ceilDiv(bits, Byte.SIZE)];
    for (int i = 0; i < bits; i++) {
      string[i / Byte.SIZE] |= (byte) (bit() << (Byte.SIZE - 1 - i % Byte.SIZE));
    }
    return Bytes.of(string);
  }

  /** Whether everything that is left is zeros. */
  boolean endsInZeros() {
    while (at < bytes.size() * Byte.SIZE) {
      if (bit() != 0) {
        return false;
      }
    }
    return true;
  }

  private int bit() {
    int bit = bytes.at(at / Byte.SIZE) >> (Byte.SIZE - 1 - at % Byte.SIZE) & 1;
    at++;
    return bit;
  }
}
