package dev.portcullis.ota.uptane;

import dev.portcullis.ota.metadata.ShownText;

/** Which ECU: its serial number, unique in the fleet (Uptane section 5.2.3.1). */
public record EcuId(String text) {

  /** For people. */
  @Override
  public String toString() {
    return ShownText.of(text);
  }
}
