package dev.portcullis.ota.uptane;

import dev.portcullis.ota.metadata.ShownText;

/** Which model of ECU: images are made for one (Uptane section 5.2.3.1). */
public record HardwareId(String text) {

  /** For people. */
  @Override
  public String toString() {
    return ShownText.of(text);
  }
}
