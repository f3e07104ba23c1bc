package dev.portcullis.can.secoc;

import dev.portcullis.crypto.Bytes;

/** Puts bits one behind the other, most significant first; what is left of a byte is zeros. */
final class BitPacker {

  private final byte[] packed;
  private int at;

  BitPacker(int bits) {
    this.packed = new byte[Math.ceilDiv(bits, Byte.SIZE)];
  }

  /** The low {@code bits} of {@code value}, 0 to 64. */
  BitPacker put(long value, int bits) {
    for (int bit = bits - 1; bit >= 0; bit--) {
      putBit((int) (value >>> bit) & 1);
    }
    return this;
  }

  /** The first {@code bits} of {@code value}. */
  BitPacker putFirst(Bytes value, int bits) {
    for (int bit = 0; bit < bits; bit++) {
      putBit(value.at(bit / Byte.SIZE) >> (Byte.SIZE - 1 - bit % Byte.SIZE) & 1);
    }
    return this;
  }

  private void putBit(int bit) {
    packed[at / Byte.SIZE] |= (byte) (bit << (Byte.SIZE - 1 - at % Byte.SIZE));
    at++;
  }

  Bytes packed() {
    return Bytes.of(packed);
  }
}
