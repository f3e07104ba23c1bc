package dev.portcullis.crypto.attest;

/** Why a document is no attestation the vehicle may rely on. A closed list over all formats. */
public enum AttestationRefusal {
  /** Longer than the format allows. */
  TOO_LARGE,
  /** Not what the format is made of, or not to its last byte, or not in its one spelling. */
  MALFORMED,
  /** A map or an object names a member twice: two readers would see two documents. */
  DUPLICATE_MEMBER,
  /** Nested deeper than the format needs. */
  TOO_DEEP,
  /** The header brings or names a key, or asks for an extension; only pinned keys count. */
  KEY_IN_HEADER,
  /** The header lacks its type, or has a member this profile does not know. */
  BAD_HEADER,
  /** An algorithm without a signature, or not one that is pinned. */
  ALGORITHM_NOT_ALLOWED,
  /**
   * An algorithm with a shared secret: whoever can check such a token can mint one for every car,
   * so it ends at a Verifier and never in a vehicle.
   */
  SHARED_SECRET,
  /** No end of life: it would hold for ever. */
  NO_EXPIRY,
  /** Times that are not of the form they must have, out of order, or too far apart. */
  BAD_TIME,
  /** Its life is over. */
  EXPIRED,
  /** Its life has not begun. */
  NOT_YET_VALID,
  /** Made longer ago than the policy allows. */
  TOO_OLD,
  /** It names no key: it would vouch for whoever presents it. */
  NO_CONFIRMATION_KEY,
  /** The key it names is not in its one spelling, or is none. */
  BAD_CONFIRMATION_KEY,
  /** It brings a key's private part: no longer a secret, so no proof of anything. */
  PRIVATE_CONFIRMATION_KEY,
  /** For a key of a kind that commands are not signed with. */
  WRONG_KEY_KIND,
  /** For another key. */
  KEY_MISMATCH,
  /** No issuer, or not 1 to 256 visible ASCII characters. */
  BAD_ISSUER,
  /** No subject, or not 1 to 256 visible ASCII characters. */
  BAD_SUBJECT,
  /** An app or a workload that the policy does not list. */
  NOT_LISTED,
  /** Meant for another audience, or for one where none is configured. */
  WRONG_AUDIENCE,
  /** Of another profile than the one that is configured. */
  WRONG_PROFILE,
  /** It does not say which Verifier and build made it. */
  BAD_VERIFIER_ID,
  /** It appraises nobody that this protocol knows. */
  NO_APPRAISAL,
  /** Several appraisals, no tier, or a tier better than its own trustworthiness vector. */
  BAD_APPRAISAL,
  /** In a tier that the policy does not accept: without a word of its own, any but affirming. */
  NOT_AFFIRMING,
  /** An appraisal of the other Attester, or by somebody who may only appraise the other. */
  WRONG_ROLE,
  /** A format the policy does not configure. */
  UNKNOWN_FORMAT,
  /** No key is pinned for the issuer. */
  UNKNOWN_ISSUER,
  /** None of the keys it may be signed with made the signature. */
  BAD_SIGNATURE,
  /** Certificates that do not issue one another. */
  BAD_CHAIN,
  /** Certificates that end in no pinned root. */
  UNKNOWN_ROOT,
  /** A certificate before or after its time. */
  CERTIFICATE_EXPIRED,
  /** A certificate on the list of the revoked. */
  CERTIFICATE_REVOKED,
  /** Made for another challenge, nonce or client data. */
  WRONG_CHALLENGE,
  /** No description of the key where it must be, or one that stands where it must not. */
  NO_KEY_DESCRIPTION,
  /** A description of the key that is not in its one spelling. */
  BAD_KEY_DESCRIPTION,
  /** A key that was not made in the device's secure hardware, as far as the hardware says. */
  KEY_NOT_GENERATED,
  /** A key that may do more than sign, or does not sign. */
  WRONG_PURPOSE,
  /** A key that works without its user's consent. */
  NO_USER_AUTHENTICATION,
  /** A key or an attestation in software, or at a level the policy does not accept. */
  INSUFFICIENT_SECURITY_LEVEL,
  /** A device whose bootloader is unlocked. */
  DEVICE_UNLOCKED,
  /** A device that did not boot verified software. */
  BOOT_NOT_VERIFIED,
  /** An app signed with a key that the policy does not list for it. */
  WRONG_APP_SIGNER,
  /** An app older than the policy allows. */
  APP_TOO_OLD,
  /** A device patched less lately than the policy demands. */
  PATCH_LEVEL_TOO_OLD,
  /** Of a development environment, or one the policy does not accept. */
  WRONG_ENVIRONMENT,
  /** A counter that has not risen since the last time, or is not at its first value. */
  COUNTER_NOT_RISEN,
  /** A measurement that must be there is not. */
  NO_MEASUREMENT,
  /** A measurement of nothing but zeros: the workload runs in debug mode. */
  ZERO_MEASUREMENT,
  /** Measurements that are not together on the policy's list. */
  MEASUREMENT_NOT_LISTED
}
