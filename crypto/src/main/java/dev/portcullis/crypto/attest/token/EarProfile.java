package dev.portcullis.crypto.attest.token;

import java.util.Optional;

/** Which edition of EAR a token follows: its {@code eat_profile}. */
public enum EarProfile {
  /** What the Veraison project publishes: claims spelt {@code ear.status}. */
  VERAISON("tag:github.com,2023:veraison/ear"),
  /** draft-ietf-rats-ear-03: claims spelt {@code ear_status}, and an overall status. */
  IETF_03("tag:ietf.org,2026:rats/ear#03");

  private final String uri;

  EarProfile(String uri) {
    this.uri = uri;
  }

  /** The value of {@code eat_profile}. */
  public String uri() {
    return uri;
  }

  /** The profile with this {@code eat_profile}. */
  public static Optional<EarProfile> named(String uri) {
    for (EarProfile profile : values()) {
      if (profile.uri.equals(uri)) {
        return Optional.of(profile);
      }
    }
    return Optional.empty();
  }
}
