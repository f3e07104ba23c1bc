package dev.portcullis.ota.install;

import dev.portcullis.ota.slot.PartKind;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The running process, which takes parts that need no restart. */
@FunctionalInterface
public interface LiveActivation {

  /**
   * Goes by all of these from now on, or says why not. After a refusal for good nothing has
   * changed; after one for now all of it is to be offered again.
   *
   * @param changed the folder of each part that changes
   */
  Optional<LiveRefusal> refusalOf(Map<PartKind, Path> changed);
}
