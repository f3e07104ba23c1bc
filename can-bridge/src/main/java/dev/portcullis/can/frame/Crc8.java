package dev.portcullis.can.frame;

import dev.portcullis.crypto.Bytes;

/**
 * CRC-8 of SAE J1850 as AUTOSAR uses it (Specification of CRC Routines, Crc_CalculateCRC8):
 * polynomial 0x1D, start value 0xFF, final XOR 0xFF; 0x4B over the digits 1 to 9. It finds
 * accidents on the bus and proves nothing about who sent a frame.
 */
public final class Crc8 {

  private static final int POLYNOMIAL = 0x1D;
  private static final int[] TABLE = table();

  private Crc8() {}

  /**
   * The checksum of a protected message of the demo car: over the arbitration id's low byte, its
   * next byte, and then every payload byte but the one at {@code checksumIndex}.
   *
   * @return 0 to 255
   */
  public static int protect(ArbitrationId id, Bytes payload, int checksumIndex) {
    int crc = TABLE[0xFF ^ (id.value() & 0xFF)];
    crc = TABLE[crc ^ (id.value() >>> 8 & 0xFF)];
    for (int i = 0; i < payload.size(); i++) {
      if (i != checksumIndex) {
        crc = TABLE[crc ^ payload.at(i)];
      }
    }
    return crc ^ 0xFF;
  }

  /** The checksum over all of {@code content}, 0 to 255. */
  public static int of(Bytes content) {
    int crc = 0xFF;
    for (int i = 0; i < content.size(); i++) {
      crc = TABLE[crc ^ content.at(i)];
    }
    return crc ^ 0xFF;
  }

  private static int[] table() {
    var table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int crc = i;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x80) == 0 ? crc << 1 : (crc << 1) ^ POLYNOMIAL;
      }
      table[i] = crc & 0xFF;
    }
    return table;
  }
}
