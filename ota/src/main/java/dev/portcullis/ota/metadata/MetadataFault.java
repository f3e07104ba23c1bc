package dev.portcullis.ota.metadata;

import dev.portcullis.ota.json.JsonFault;

/** What is wrong with a file that is to be metadata. A closed list. */
public enum MetadataFault {
  /** Larger than metadata of this role may be. */
  TOO_LARGE("is larger than such metadata may be"),
  /** Not JSON in UTF-8, to its last byte. */
  NOT_JSON("is not JSON"),
  /** An object names a member twice. */
  DUPLICATE_MEMBER("names a member twice"),
  /** Nested too deep. */
  TOO_DEEP("is nested too deep"),
  /** Holds a number, or half a character, that has no canonical form. */
  NOT_CANONICAL("holds what has no canonical form"),
  /** A required member is missing. */
  MISSING("is missing"),
  /** A value is of another type, form or range than it must be. */
  WRONG_FORM("has another form than it must have"),
  /** Metadata of another role: its signers meant something else. */
  WRONG_ROLE("is metadata of another role"),
  /** Written after a specification other than 1.x. */
  UNKNOWN_SPECIFICATION("follows a specification other than 1.x"),
  /** A list that may name each thing once names one twice. */
  DUPLICATE("names one twice"),
  /** More keys, signatures, roles or patterns than are read. */
  TOO_MANY("has more entries than are read");

  private final String meaning;

  MetadataFault(String meaning) {
    this.meaning = meaning;
  }

  /** For people: what follows the name of the thing. */
  public String meaning() {
    return meaning;
  }

  /** What is wrong with bytes that are no JSON. */
  public static MetadataFault of(JsonFault fault) {
    return switch (fault) {
      case MALFORMED -> NOT_JSON;
      case DUPLICATE_MEMBER -> DUPLICATE_MEMBER;
      case TOO_DEEP -> TOO_DEEP;
      case TOO_MANY_VALUES -> TOO_MANY;
      case NOT_WHOLE, HALF_A_CHARACTER -> NOT_CANONICAL;
    };
  }
}
