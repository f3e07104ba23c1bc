package dev.portcullis.crypto.message;

/** Who can mend what a refusal complains of. */
public enum Mender {
  /** The maker of the phone app. */
  APP("the app's developer"),
  /** The person with the phone. */
  USER("the person with the phone"),
  /** An owner of the vehicle. */
  OWNER("an owner of the vehicle"),
  /** Whoever runs the back-end. */
  BACK_END("the back-end's operator"),
  /** The manufacturer, by policy or trust anchors. */
  OEM("the manufacturer"),
  /** Whoever fitted the unit to the vehicle. */
  INTEGRATOR("the integrator of the vehicle"),
  /** It means an attack, or needs no mending. */
  NOBODY("nobody: this is the gate at work");

  private final String text;

  Mender(String text) {
    this.text = text;
  }

  /** As the end of the sentence "who can mend it: ...". */
  public String text() {
    return text;
  }
}
