package dev.portcullis.crypto.attest;

/**
 * What a document is held against, in the order in which every format is: size, structure,
 * signature, then claims. A closed list over all formats; each uses those it has.
 */
public enum Requirement {
  SIZE("no larger than the format allows"),
  STRUCTURE("readable to its last byte, in one way only"),
  KEY_DESCRIPTION("with one readable description of the key, in the leaf and nowhere else"),
  HEADER("a header that decides nothing but the algorithm"),
  ALGORITHM("signed with an algorithm that is pinned for the issuer"),
  ISSUER("of an issuer that the policy names for this role"),
  CHAIN("certificates that issue one another"),
  ROOT("ending in a root that the policy pins"),
  CHAIN_DATES("certificates that hold at this time"),
  CHAIN_REVOCATION("no certificate revoked"),
  SIGNATURE("signed with the pinned key"),
  ROLE("an appraisal of this kind of Attester"),
  PROFILE("of the profile that is configured"),
  AUDIENCE("meant for this audience"),
  TIMES("with times in order, and a life that is not too long"),
  LIVE("alive at this time"),
  AGE("no older than the policy allows"),
  CHALLENGE("made for this challenge"),
  CONFIRMATION("naming the key it vouches for"),
  KEY_KIND("for a key of the kind that commands are signed with"),
  KEY("for this very key"),
  TIER("in a tier that the policy accepts"),
  SUBJECT("of an app or a workload that the policy lists"),
  ORIGIN("for a key that was made in the device and can not leave it"),
  PURPOSE("for a key that signs and does nothing else"),
  USER_AUTHENTICATION("for a key that works only when its user agreed"),
  SECURITY_LEVEL("held by secure hardware of a level that the policy accepts"),
  DEVICE_LOCKED("on a device whose bootloader is locked"),
  BOOT_VERIFIED("on a device that booted verified software"),
  APP("by an app that the policy lists"),
  APP_SIGNER("by an app signed as the policy says"),
  APP_VERSION("by an app no older than the policy allows"),
  PATCH_LEVEL("on a device no less patched than the policy allows"),
  ENVIRONMENT("of an environment that the policy accepts"),
  COUNTER("with a counter that has risen"),
  MEASUREMENTS("of software whose measurements the policy lists"),
  ;

  private final String meaning;

  Requirement(String meaning) {
    this.meaning = meaning;
  }

  /** What a document must be, as words that follow "must be". */
  public String meaning() {
    return meaning;
  }
}
