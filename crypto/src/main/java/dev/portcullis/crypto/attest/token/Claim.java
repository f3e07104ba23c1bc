package dev.portcullis.crypto.attest.token;

/** The claims whose names do not depend on a profile (RFC 7519, RFC 8392, RFC 8747, RFC 9711). */
enum Claim {
  ISSUER("iss", 1),
  SUBJECT("sub", 2),
  AUDIENCE("aud", 3),
  EXPIRES("exp", 4),
  BEGINS("nbf", 5),
  ISSUED("iat", 6),
  CONFIRMATION("cnf", 8),
  NONCE("eat_nonce", 10),
  PROFILE("eat_profile", 265),
  SUBMODULES("submods", 266);

  private final String name;
  private final int number;

  Claim(String name, int number) {
    this.name = name;
    this.number = number;
  }

  Label in(TokenEncoding encoding) {
    return switch (encoding) {
      case JWT -> new Label.Named(name);
      case CWT -> new Label.Numbered(number);
    };
  }
}
