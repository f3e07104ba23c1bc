package dev.portcullis.can.description;

import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;

/** Takes another description of the car while the bridge runs, in this process or another one. */
public interface DescriptionChange {

  /**
   * Goes by {@code offered} from now on, in everything, if it is signed, sound and newer; passes
   * with what it is known by. One that is in force already passes and changes nothing. While it is
   * taken, and if that breaks off, nothing is transmitted. Waits for the action under way.
   */
  Outcome<Digest, ChangeRefusal> change(SignedDescription.Unverified offered);
}
