package dev.portcullis.ota.install;

import dev.portcullis.ota.slot.PartKind;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The running process, which takes parts that need no restart. */
@FunctionalInterface
public interface LiveActivation {

  /**
   * Goes by all of these from now on, or by none of them: then it says why, for people, and nothing
   * has changed.
   *
   * @param changed the folder of each part that changes
   */
  Optional<String> refusalOf(Map<PartKind, Path> changed);
}
