package dev.portcullis.can.watch;

/**
 * Why a baseline is not read.
 *
 * @param place where in the file: a key, or what stands for the file
 */
public record BaselineRefusal(Reason reason, String place) {

  private static final int MOST_CHARACTERS = 80;

  /** Cuts the place, which comes from the file, to what a line can show. */
  public BaselineRefusal {
    place =
        place
            .substring(0, Math.min(MOST_CHARACTERS, place.length()))
            .replaceAll("[^\\x20-\\x7e]", "?");
  }

  /** The reasons. */
  public enum Reason {
    /** More bytes than a baseline has. */
    TOO_LARGE("more bytes than a baseline has"),
    /** Not one document of JSON. */
    NOT_JSON("this is not one document of JSON"),
    /** Written by another version. */
    OTHER_SCHEMA("written by another version: learn it anew"),
    /** Learned with another DBC file. */
    OTHER_DESCRIPTION("learned with another DBC file: learn it anew with this one"),
    /** A key that is not known. */
    UNKNOWN_KEY("there is no such key"),
    /** A key that has to be there. */
    MISSING_KEY("this key has to be there"),
    /** Of another type than the key has. */
    WRONG_TYPE("of another type than this key has"),
    /** A number no recording can have. */
    OUT_OF_RANGE("no recording can have that"),
    /** A message that the DBC file does not have. */
    UNKNOWN_MESSAGE("the DBC file has no such message"),
    /** A message twice. */
    DUPLICATE_MESSAGE("this message stands there twice"),
    /** A signal that the DBC file does not have, or not of that shape. */
    UNKNOWN_SIGNAL("the DBC file has no such signal, or one of another shape");

    private final String explanation;

    Reason(String explanation) {
      this.explanation = explanation;
    }

    /** What it means, in words. */
    public String explanation() {
      return explanation;
    }
  }
}
