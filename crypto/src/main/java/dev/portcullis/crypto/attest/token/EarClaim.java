package dev.portcullis.crypto.attest.token;

/**
 * The claims that EAR adds to EAT. JSON spells them as the profile says, CBOR numbers them the same
 * in each (draft-ietf-rats-ear, section 3).
 */
enum EarClaim {
  STATUS("ear.status", "ear_status", 1000),
  VECTOR("ear.trustworthiness-vector", "ear_trustworthiness_vector", 1001),
  VERIFIER_ID("ear.verifier-id", "ear_verifier_id", 1004),
  DEVELOPER("developer", "developer", 0),
  BUILD("build", "build", 1);

  private final String dotted;
  private final String underscored;
  private final int number;

  EarClaim(String dotted, String underscored, int number) {
    this.dotted = dotted;
    this.underscored = underscored;
    this.number = number;
  }

  Label in(TokenEncoding encoding, EarProfile profile) {
    return switch (encoding) {
      case JWT ->
          new Label.Named(
              switch (profile) {
                case VERAISON -> dotted;
                case IETF_03 -> underscored;
              });
      case CWT -> new Label.Numbered(number);
    };
  }
}
