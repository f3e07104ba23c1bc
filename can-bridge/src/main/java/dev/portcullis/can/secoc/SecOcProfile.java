package dev.portcullis.can.secoc;

import dev.portcullis.can.secoc.FreshnessLengths.Counted;
import dev.portcullis.can.secoc.FreshnessLengths.None;

/**
 * How much freshness and how much of the authenticator a secured I-PDU carries. The algorithm is
 * AES-128-CMAC in every profile. AUTOSAR PRS_SecOcProtocol, security profiles.
 *
 * @param authenticatorBits 1 to 128, the most significant ones (SecOCAuthInfoTruncLength); a single
 *     guess succeeds once in 2^{@code authenticatorBits}, so short ones live off {@link
 *     ReceiverLimits}
 */
public record SecOcProfile(FreshnessLengths freshness, int authenticatorBits) {

  /** 24Bit-CMAC-No-FV: no freshness, so no protection from replay. */
  public static final SecOcProfile PROFILE_2 = new SecOcProfile(new None(), 24);

  /** JASPAR: 28 bits of authenticator, 4 of 64 bits of freshness. */
  public static final SecOcProfile PROFILE_3 = new SecOcProfile(new Counted(64, 4), 28);

  private static final int MOST_AUTHENTICATOR_BITS = 128;

  /** Checks the range. */
  public SecOcProfile {
    if (authenticatorBits < 1 || authenticatorBits > MOST_AUTHENTICATOR_BITS) {
      throw new IllegalArgumentException(
          "an authenticator has 1 to 128 bits, not " + authenticatorBits);
    }
  }

  /**
   * 24Bit-CMAC-8Bit-FV. The standard leaves the full length open.
   *
   * @param fullBits 8 to 64
   */
  public static SecOcProfile profile1(int fullBits) {
    return new SecOcProfile(new Counted(fullBits, 8), 24);
  }
}
