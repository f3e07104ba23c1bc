package dev.portcullis.ota.slot;

/** Why a file of the unit is not one that was written here. */
public enum TextFault {
  /** Cut short, torn or changed: the digest in the last line is not that of the lines before. */
  DAMAGED,
  /** Undamaged, and not in the one form that is written. */
  WRONG_FORM,
  /** There is none. */
  ABSENT
}
