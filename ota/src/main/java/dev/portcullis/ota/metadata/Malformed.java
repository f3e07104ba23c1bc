package dev.portcullis.ota.metadata;

/**
 * Why bytes are no metadata of a role.
 *
 * @param where the members that lead to the place, parted by dots; empty for the whole file
 */
public record Malformed(MetadataFault fault, String where) {

  /** For people. */
  @Override
  public String toString() {
    return (where.isEmpty() ? "the file" : ShownText.of(where)) + " " + fault.meaning();
  }
}
