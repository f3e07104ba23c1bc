package dev.portcullis.can.secoc;

/**
 * Where a key lies in the key store.
 *
 * @param number 0 to 255
 */
public record KeySlot(int number) {

  /** The greatest number. */
  public static final int GREATEST = 255;

  /** Checks the range. */
  public KeySlot {
    if (number < 0 || number > GREATEST) {
      throw new IllegalArgumentException("a slot is 0 to 255, not " + number);
    }
  }
}
