package dev.portcullis.crypto.attest;

/** Why a list of anchors cannot be used: the policy contradicts itself. A closed list. */
public enum AnchorRefusal {
  /** One key for both roles: an appraisal of the app could pass for one of the back-end. */
  KEY_IN_BOTH_ROLES,
  /** The same anchor twice. */
  DUPLICATE,
  /** The algorithm is not the key's. */
  WRONG_ALGORITHM,
  /** More than {@link EarVerifier#MAX_KEYS} keys of one issuer and role: each costs a try. */
  TOO_MANY_KEYS
}
