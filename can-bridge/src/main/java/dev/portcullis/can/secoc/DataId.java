package dev.portcullis.can.secoc;

/**
 * What tells one secured I-PDU from every other under the same key (SecOCDataId). It is part of
 * what is authenticated and never sent. Each has one sender: two would use the same freshness
 * values.
 *
 * @param value 0 to 65535
 */
public record DataId(int value) {

  /** The greatest. */
  public static final int GREATEST = 0xFFFF;

  static final int BITS = 16;

  /** Checks the range. */
  public DataId {
    if (value < 0 || value > GREATEST) {
      throw new IllegalArgumentException("a data id is 0 to 65535, not " + value);
    }
  }
}
