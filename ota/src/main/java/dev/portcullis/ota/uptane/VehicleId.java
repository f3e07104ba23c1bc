package dev.portcullis.ota.uptane;

import dev.portcullis.ota.metadata.ShownText;

/** Which vehicle the Director means: a VIN, or a pseudonym in its place. */
public record VehicleId(String text) {

  /** For people. */
  @Override
  public String toString() {
    return ShownText.of(text);
  }
}
