package dev.portcullis.can.dbc;

/** What the bits of a signal mean. */
public enum ValueType {
  /** An unsigned integer; one of 64 bits is a {@code long} to be read as unsigned. */
  UNSIGNED,
  /** Two's complement. */
  SIGNED,
  /** IEEE 754 of 32 or 64 bits; the raw value is the bit pattern. */
  FLOAT
}
