package dev.portcullis.ota.image;

/** Why bytes are no archive of an image. */
public enum ArchiveFault {
  /** It ends before its end. */
  CUT_SHORT,
  /** A header's checksum is not that of the header. */
  WRONG_CHECKSUM,
  /** A header is not in the one spelling that is accepted: owner, time, magic, padding. */
  WRONG_HEADER,
  /** A link, a device or anything else that is neither a file nor a folder. */
  WRONG_TYPE,
  /** A file's mode is neither 644 nor 755, or a folder's not 755. */
  WRONG_MODE,
  /** A path that is absolute, leads upwards, or has characters that are not allowed. */
  WRONG_NAME,
  /** A path that was there before, as a file or as a folder. */
  DUPLICATE_NAME,
  /** A path in a folder that was not there before it. */
  NO_SUCH_FOLDER,
  /** The name of the list that is made here. */
  RESERVED_NAME,
  /** More entries than there may be. */
  TOO_MANY_ENTRIES,
  /** A file larger than one may be. */
  FILE_TOO_LARGE,
  /** Bytes behind a file's content that are not zero. */
  WRONG_PADDING,
  /** Something behind the end. */
  TRAILING_BYTES,
  /** Not one file. */
  EMPTY
}
