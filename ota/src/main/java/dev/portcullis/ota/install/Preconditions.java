package dev.portcullis.ota.install;

import java.util.Optional;

/** Whether the vehicle is in a state in which its software may be changed. */
@FunctionalInterface
public interface Preconditions {

  /** What stands against it now, for people; nothing where it may be done. */
  Optional<String> unmet();
}
