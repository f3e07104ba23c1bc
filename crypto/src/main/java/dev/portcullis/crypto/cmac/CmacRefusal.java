package dev.portcullis.crypto.cmac;

/** Why a key or a tag was refused. */
public enum CmacRefusal {
  /** The key has not 16, 24 or 32 bytes. */
  BAD_KEY_SIZE,
  /** The tag has another length than the receiver demands; the sender does not choose it. */
  WRONG_TAG_LENGTH,
  /** The tag was not made with this key over this message. */
  WRONG_TAG
}
