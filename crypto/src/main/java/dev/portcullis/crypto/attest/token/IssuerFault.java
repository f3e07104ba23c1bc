package dev.portcullis.crypto.attest.token;

/** What can be wrong with an issuer of tokens in a policy. A closed list. */
public enum IssuerFault {
  /** Another issuer has the same role, format and {@code iss}. */
  DUPLICATE_ISSUER,
  /** No key. */
  NO_KEYS,
  /** More than {@link TokenIssuer#MAX_KEYS} keys. */
  TOO_MANY_KEYS,
  /** The same key twice. */
  DUPLICATE_KEY,
  /** One key for both roles: an appraisal of the app could pass for one of the back-end. */
  KEY_IN_BOTH_ROLES,
  /** A key of an algorithm that tokens of this format are not signed with. */
  ALGORITHM_NOT_OF_FORMAT,
  /** An {@code iss} that is not 1 to 256 visible ASCII characters. */
  BAD_ISSUER,
  /** An audience that is not 1 to 256 visible ASCII characters, or more than 16 of them. */
  BAD_AUDIENCE,
  /** Not a single app or workload, or one that is not 1 to 256 visible ASCII characters. */
  BAD_SUBJECT,
  /** Several apps for an Approov key set, whose tokens do not say which of them they are for. */
  SEVERAL_SUBJECTS,
  /** A maximum age that is not whole seconds from one to 24 hours. */
  BAD_AGE,
  /** No profile. */
  NO_PROFILE,
  /** No tier, or one that says nothing good: none and contraindicated are never accepted. */
  BAD_TIERS,
  /** A submodule that is not 1 to 64 visible characters or spaces, or is the other role's name. */
  BAD_SUBMODULE,
  /** Approov tokens for a back-end: they appraise apps. */
  NOT_FOR_BACK_ENDS
}
