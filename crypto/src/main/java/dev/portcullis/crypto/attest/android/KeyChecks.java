package dev.portcullis.crypto.attest.android;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.Check;
import dev.portcullis.crypto.attest.Occasion;
import dev.portcullis.crypto.attest.Requirement;
import dev.portcullis.crypto.attest.Verdict;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the key is, what it was made for, and what it may do. */
final class KeyChecks {

  private static final long EC = 3;
  private static final long P256_BITS = 256;
  private static final long P256 = 1;
  private static final long GENERATED = 0;
  private static final long SIGN = 2;
  private static final long VERIFY = 3;

  /** To verify needs no secret: phones list it beside signing, and it gives nobody anything. */
  private static final Set<Long> PURPOSES = Set.of(SIGN, VERIFY);

  private KeyChecks() {}

  static List<Check<AndroidKeyEvidence>> all() {
    return List.of(
        new Check<>(Requirement.CHALLENGE, KeyChecks::challenge),
        new Check<>(Requirement.KEY_KIND, KeyChecks::kind),
        new Check<>(Requirement.KEY, KeyChecks::key),
        Described.check(Requirement.ORIGIN, KeyChecks::origin),
        Described.check(Requirement.PURPOSE, KeyChecks::purpose));
  }

  private static Verdict challenge(AndroidKeyEvidence evidence, Occasion occasion) {
    return occasion
        .challenge()
        .map(wanted ->
            Described.verdict(
                evidence,
                description ->
                    description.challenge().equals(wanted)
                        ? Verdict.met("")
                        : Verdict.failed(
                            AttestationRefusal.WRONG_CHALLENGE,
                            description.challenge().toString())))
        .orElseGet(() -> new Verdict.NotPerformed("--challenge"));
  }

  /** The certified key decides; a description that speaks of another one is of another key. */
  private static Verdict kind(AndroidKeyEvidence evidence, Occasion occasion) {
    return Described.verdict(
        evidence,
        description -> {
          var list = description.hardwareEnforced();
          var size = list.get(AuthorisationTag.KEY_SIZE);
          var curve = list.get(AuthorisationTag.EC_CURVE);
          boolean described =
              list.get(AuthorisationTag.ALGORITHM).equals(Optional.of(EC))
                  && (size.isPresent() || curve.isPresent())
                  && size.orElse(P256_BITS) == P256_BITS
                  && curve.orElse(P256) == P256;
          return described && commandKey(evidence).isPresent()
              ? Verdict.met("P-256")
              : Verdict.failed(AttestationRefusal.WRONG_KEY_KIND, "not P-256");
        });
  }

  private static Verdict key(AndroidKeyEvidence evidence, Occasion occasion) {
    if (occasion.keyId().isEmpty()) {
      return new Verdict.NotPerformed("--key-id");
    }
    return commandKey(evidence)
        .map(key -> key.thumbprint().value())
        .map(thumbprint -> sameKey(thumbprint, occasion.keyId().get()))
        .orElseGet(() -> new Verdict.NotPerformed("a P-256 key"));
  }

  private static Verdict sameKey(Bytes thumbprint, Bytes wanted) {
    return thumbprint.equals(wanted)
        ? Verdict.met(thumbprint.hex())
        : Verdict.failed(AttestationRefusal.KEY_MISMATCH, thumbprint.hex());
  }

  private static Optional<PublicKey> commandKey(AndroidKeyEvidence evidence) {
    return evidence.chain().leaf().key().cose().filter(key -> key.algorithm() == Algorithm.ES256);
  }

  private static Verdict origin(KeyDescription description) {
    var origin = description.hardwareEnforced().get(AuthorisationTag.ORIGIN);
    var seen = origin.map(value -> "origin " + value).orElse("no origin in the hardware's list");
    return origin.equals(Optional.of(GENERATED))
        ? Verdict.met("generated")
        : Verdict.failed(AttestationRefusal.KEY_NOT_GENERATED, seen);
  }

  private static Verdict purpose(KeyDescription description) {
    Set<Long> purposes =
        description.hardwareEnforced().get(AuthorisationTag.PURPOSE).orElse(Set.of());
    var seen = "purposes " + purposes.stream().sorted().limit(PURPOSES.size() + 1L).toList();
    return purposes.contains(SIGN) && PURPOSES.containsAll(purposes)
        ? Verdict.met(seen)
        : Verdict.failed(AttestationRefusal.WRONG_PURPOSE, seen);
  }
}
