package dev.portcullis.ota.metadata;

import java.util.Optional;
import java.util.Set;

/**
 * One role that may describe some files.
 *
 * @param authority whose signatures make the role's metadata, for whoever came this way
 * @param hardware the kinds of ECU it is for (Uptane section 5.2.3.2); for all where it names none
 */
public record Delegation(
    Authority authority, TargetPaths paths, Reach reach, Optional<Set<String>> hardware) {

  /** What follows when the role does not describe the file. */
  public enum Reach {
    /** The next role is asked. */
    OPEN,
    /** Nobody else is asked. */
    TERMINATING
  }
}
