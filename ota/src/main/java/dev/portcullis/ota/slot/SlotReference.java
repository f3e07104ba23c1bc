package dev.portcullis.ota.slot;

import dev.portcullis.crypto.Digest;

/**
 * A slot with what is expected in it: one that was written anew since is not meant.
 *
 * @param file the SHA-256 of the slot's file
 */
public record SlotReference(SlotName name, Digest file) {

  @Override
  public String toString() {
    return name + " " + file.value().hex();
  }
}
