package dev.portcullis.crypto.attest.android;

/** What the secure hardware must ask of the user before the key signs. */
public enum UserAuthentication {
  /** Nothing: whoever holds the unlocked phone may sign. */
  NOT_REQUIRED,
  /** Consent by password or biometry, for however long it then lasts. */
  REQUIRED,
  /** Consent for each signature. */
  REQUIRED_FOR_EACH_USE
}
