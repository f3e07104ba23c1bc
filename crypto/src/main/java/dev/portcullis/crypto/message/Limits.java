package dev.portcullis.crypto.message;

import dev.portcullis.crypto.cbor.CborLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How large each message may be, and how far each quantity may go. */
final class Limits {

  static final int COMMAND_BYTES = 1024;
  static final int GRANT_BYTES = 1024;
  static final int REQUEST_BYTES = 48 * 1024;
  static final int BEACON_BYTES = 512;
  static final int TIME_BYTES = 512;
  static final int RECEIPT_BYTES = 8 * 1024;
  static final int SEALED_DETAIL_BYTES = 6 * 1024;
  static final int LEASE_BYTES = 1024;
  static final int LOCAL_BYTES = REQUEST_BYTES;
  static final int WINDOW_BYTES = 512;
  static final int OFFER_BYTES = 512;
  static final int ENROLMENT_BYTES = 34 * 1024;
  static final int KEY_REVOCATION_BYTES = 1024;
  static final int CONSENT_BYTES = 512;
  static final int OWNER_STATEMENT_BYTES = 6 * 1024;
  static final int HAND_OVER_BYTES = 10 * 1024;
  static final int CHECKPOINT_BYTES = 512;
  static final int NOTICE_BYTES = 2 * 1024;

  /** Below the largest packet a vehicle takes from a broker, 64 KiB with header and topic. */
  static final int REVOCATIONS_BYTES = 48 * 1024;

  static final int ATTESTATION_FORMAT_CHARACTERS = 32;
  static final int ATTESTATION_RESULT_BYTES = 16 * 1024;
  static final int EVIDENCE_BYTES = 32 * 1024;
  static final int GRANTS = 4;
  static final int LEASED_ATTESTATIONS = 8;

  /** An owner loses a phone, perhaps a bag of them, and not a fleet. */
  static final int KEYS_REVOKED_BY_AN_OWNER = 16;

  static final int KEYS_IN_A_DOCUMENT = 1024;
  static final int SERIALS_IN_A_DOCUMENT = 512;
  static final int VERSION_CHARACTERS = 64;
  static final int OBSERVED_ENTRIES = 16;
  static final int OBSERVED_CHARACTERS = 48;

  /** The longest duration in a message: 2^32 - 1 seconds, so that no arithmetic overflows. */
  static final long LONGEST_SECONDS = 0xffff_ffffL;

  /** 9999-12-31T23:59:59Z, the end of the calendar that certificates use too (RFC 5280). */
  static final long LAST_SECOND = 253_402_300_799L;

  /** For every payload: none nests deeper than a list in a map. */
  static final CborLimits PAYLOAD = new CborLimits(REQUEST_BYTES, 4, 256);

  /** For the one payload that is a long list. */
  static final CborLimits LONG_LISTS = new CborLimits(REVOCATIONS_BYTES, 2, 2048);

  private Limits() {}

  /** Whole seconds, at least one. */
  static boolean inLifetime(Duration lifetime) {
    return lifetime.equals(lifetime.truncatedTo(ChronoUnit.SECONDS))
        && lifetime.toSeconds() > 0
        && lifetime.toSeconds() <= LONGEST_SECONDS;
  }

  /** Whole seconds from 1970 to 9999. */
  static boolean inCalendar(Instant time) {
    return time.getNano() == 0
        && time.getEpochSecond() >= 0
        && time.getEpochSecond() <= LAST_SECOND;
  }
}
