package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.attest.AttesterRole;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a policy says of one issuer of tokens (RFC 9334: a trust anchor and its Reference Values).
 * It counts once {@link TokenIssuers#of} has passed it.
 *
 * @param role the only role its tokens may be used for
 * @param kind the only format they may have
 * @param issuer their {@code iss}, 1 to 256 visible ASCII characters. Where it is not given, the
 *     keys alone say whose they are, and {@code iss} is not looked at: some Verifiers write none
 * @param audiences whom they may be meant for; each 1 to 256 visible ASCII characters. Where there
 *     are none, an EAR must have no {@code aud}, and that of an Approov token is not looked at
 * @param keys 1 to 4, no two the same: the current one and the next
 * @param subjects the apps or the workloads that it may vouch for, at least one; for Approov
 *     exactly one, for its tokens name none
 * @param maximumAge how long after its issue a token counts, one second to 24 hours
 */
public record TokenIssuer(
    AttesterRole role,
    TokenKind kind,
    Optional<String> issuer,
    Set<String> audiences,
    List<PinnedKey> keys,
    Set<String> subjects,
    Duration maximumAge) {

  /** How many keys of one issuer may be pinned: each costs a try. */
  public static final int MAX_KEYS = 4;

  /** Keeps copies. */
  public TokenIssuer {
    audiences = Set.copyOf(audiences);
    keys = List.copyOf(keys);
    subjects = Set.copyOf(subjects);
  }

  /** Who it is, for a result: the {@code iss}, or the format where there is none. */
  String title() {
    return issuer.orElseGet(kind::format);
  }

  /** What tells it from the others; the record is for {@link TokenIssuers}. */
  Holder holder() {
    return new Holder(role, kind.format(), issuer);
  }

  /** What no two issuers may have in common. */
  record Holder(AttesterRole role, String format, Optional<String> issuer) {}
}
