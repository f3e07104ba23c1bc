package dev.portcullis.crypto.der;

/** Identifier octets (X.690 section 8.1.2), each with the form that its type has in DER. */
final class DerType {

  static final int BOOLEAN = 0x01;
  static final int INTEGER = 0x02;
  static final int OCTET_STRING = 0x04;
  static final int NULL = 0x05;
  static final int ENUMERATED = 0x0a;
  static final int SEQUENCE = 0x30;
  static final int SET = 0x31;

  /** Context-specific and constructed; the tag number is in the low bits. */
  static final int CONTEXT = 0xa0;

  static final int CLASS_AND_FORM_MASK = 0xe0;
  static final int NUMBER_MASK = 0x1f;

  /** The low bits of an identifier whose number follows, seven bits an octet. */
  static final int HIGH_NUMBER = 0x1f;

  static final int SEVEN_BITS = 7;
  static final int SEVEN_BITS_MASK = 0x7f;
  static final int MORE = 0x80;
  static final int MAX_NUMBER_OCTETS = 4;

  static final int LONG_LENGTH = 0x80;
  static final int MAX_LENGTH_OCTETS = 3;

  static final int TRUE = 0xff;

  private DerType() {}
}
