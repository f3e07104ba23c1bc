package dev.portcullis.crypto.attest.android;

import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.Check;
import dev.portcullis.crypto.attest.Occasion;
import dev.portcullis.crypto.attest.Requirement;
import dev.portcullis.crypto.attest.Verdict;
import java.util.List;

/** What stands between the key and whoever else holds the phone. */
record ProtectionChecks(AndroidReferences references) {

  /** Password and biometry: bits of KeyMint's {@code HardwareAuthenticatorType}. */
  private static final long USER = 0b11;

  /**
   * Attribute types of X.520, organisation and title, under which an attestation key's certificate
   * names its level.
   */
  private static final List<String> LEVEL_ATTRIBUTES = List.of("2.5.4.10", "2.5.4.12");

  private static final String STRONGBOX = "StrongBox";

  List<Check<AndroidKeyEvidence>> all() {
    return List.of(
        Described.check(Requirement.USER_AUTHENTICATION, this::userAuthentication),
        new Check<>(Requirement.SECURITY_LEVEL, this::securityLevel));
  }

  private Verdict userAuthentication(KeyDescription description) {
    var hardware = description.hardwareEnforced();
    boolean free =
        hardware.has(AuthorisationTag.NO_AUTH_REQUIRED)
            || description.softwareEnforced().has(AuthorisationTag.NO_AUTH_REQUIRED);
    boolean asked = (hardware.get(AuthorisationTag.USER_AUTH_TYPE).orElse(0L) & USER) != 0;
    var timeout = hardware.get(AuthorisationTag.AUTH_TIMEOUT);
    boolean lasting =
        timeout.isPresent() || description.softwareEnforced().has(AuthorisationTag.AUTH_TIMEOUT);
    var seen =
        free || !asked
            ? "no user is asked"
            : timeout.map(seconds -> "lasts " + seconds + " s").orElse("for each use");
    boolean met =
        switch (references.userAuthentication()) {
          case NOT_REQUIRED -> true;
          case REQUIRED -> asked && !free;
          case REQUIRED_FOR_EACH_USE -> asked && !free && !lasting;
        };
    return met
        ? Verdict.met(seen)
        : Verdict.failed(AttestationRefusal.NO_USER_AUTHENTICATION, seen);
  }

  private Verdict securityLevel(AndroidKeyEvidence evidence, Occasion occasion) {
    boolean certified = isCertifiedForStrongbox(evidence);
    return Described.verdict(
        evidence,
        description -> {
          var level = description.keyMintSecurityLevel();
          boolean accepted =
              level == description.attestationSecurityLevel()
                  && level.protection().filter(references.protections()::contains).isPresent()
                  && certified == (level == SecurityLevel.STRONG_BOX);
          var seen =
              "key in "
                  + level
                  + ", attested by "
                  + description.attestationSecurityLevel()
                  + (certified ? ", certified for a strongbox" : ", not certified for a strongbox");
          return accepted
              ? Verdict.met(seen)
              : Verdict.failed(AttestationRefusal.INSUFFICIENT_SECURITY_LEVEL, seen);
        });
  }

  /**
   * Whether the attestation key's certificate says that a strongbox holds it, as each strongbox's
   * does: so a key that leaked out of a trusted environment never speaks for one.
   */
  private static boolean isCertifiedForStrongbox(AndroidKeyEvidence evidence) {
    return evidence.chain().certificates().stream()
        .skip(1)
        .limit(1)
        .flatMap(issuer -> LEVEL_ATTRIBUTES.stream().flatMap(type -> issuer.subject(type).stream()))
        .anyMatch(STRONGBOX::equals);
  }
}
