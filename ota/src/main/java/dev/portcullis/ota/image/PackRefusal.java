package dev.portcullis.ota.image;

/**
 * Why a folder does not become an image.
 *
 * @param name of the file or folder, from the image's top; empty for the image itself
 */
public record PackRefusal(Fault fault, String name) {

  /** What is wrong with it. */
  public enum Fault {
    /** There is no such folder. */
    NO_FOLDER,
    /** A link: an image has none. */
    LINK,
    /** A link to a folder, to nothing, or to something outside. */
    LINK_LEADS_ELSEWHERE,
    /** A device, a socket or a pipe. */
    SPECIAL_FILE,
    /** A name with characters that are not allowed, or too long, or too deep. */
    WRONG_NAME,
    /** The name of the list that the unit makes itself. */
    RESERVED_NAME,
    /** What is to be added is there already, or in a folder that is not there. */
    MISPLACED,
    /** More files and folders than there may be. */
    TOO_MANY_ENTRIES,
    /** Larger than a file may be. */
    FILE_TOO_LARGE,
    /** Its length is not what it was a moment ago. */
    CHANGED,
    /** Not one file. */
    EMPTY,
    /** It could not be read, or the archive could not be written. */
    IO_FAILED
  }
}
