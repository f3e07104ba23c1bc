package dev.portcullis.ota.install;

import dev.portcullis.ota.metadata.TargetName;
import java.nio.file.Path;

/** Where fetched targets lie. */
@FunctionalInterface
public interface StagedImages {

  /** The target's file, if it was fetched. */
  Path path(TargetName name);
}
