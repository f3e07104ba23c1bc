package dev.portcullis.agent.gate;

import dev.portcullis.agent.fresh.TimeReading;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.AttestationResult;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.Confirmation;
import dev.portcullis.crypto.attest.Occasion;
import dev.portcullis.crypto.attest.RememberedAppraisals;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.message.RefusalCode;
import java.time.Instant;

/**
 * Stage 3: a genuine app that the policy lists holds the command key, and a back-end that the
 * policy accepts countersigned exactly these bytes (section 1, conditions 2 and 3). Appraisals are
 * judged at trusted time only; without it nothing passes.
 */
public final class Attest {

  private final Rulebook rulebook;
  private RememberedAppraisals apps;
  private RememberedAppraisals backEnds;
  private int edition;

  Attest(Rulebook rulebook) {
    this.rulebook = rulebook;
    var rules = rulebook.now();
    this.apps = new RememberedAppraisals(rules.appraisers());
    this.backEnds = new RememberedAppraisals(rules.appraisers());
    this.edition = rules.edition();
  }

  /** An authentic command of a listed app, passed on by an attested back-end. */
  public static final class Command {
    private final Authenticate.Command authentic;
    private final Instant now;

    private Command(Authenticate.Command authentic, Instant now) {
      this.authentic = authentic;
      this.now = now;
    }

    Authenticate.Command authentic() {
      return authentic;
    }

    /** The one reading of the trusted time that this command is judged at. */
    Instant now() {
      return now;
    }
  }

  /** Appraises the app, then the back-end, then verifies the countersignature. */
  public Outcome<Command, Refusal> attest(Authenticate.Command command, TimeReading time) {
    forgetWhenRulesChanged();
    return switch (time) {
      case TimeReading.Floor _ -> refused(RefusalCode.NO_TRUSTED_TIME);
      case TimeReading.Trusted(var now) ->
          app(command, now)
              .then(_ -> backEnd(command, now))
              .then(backEnd -> countersigned(command, backEnd))
              .map(authentic -> new Command(authentic, now));
    };
  }

  /** What was proven under other rules may not be so under these: a key may have been replaced. */
  private void forgetWhenRulesChanged() {
    var rules = rulebook.now();
    if (rules.edition() != edition) {
      apps = new RememberedAppraisals(rules.appraisers());
      backEnds = new RememberedAppraisals(rules.appraisers());
      edition = rules.edition();
    }
  }

  private Outcome<AttestationResult, Refusal> app(Authenticate.Command command, Instant now) {
    var attestation = command.envelope().request().claims().app();
    if (attestation.result().isEmpty()) {
      return refused(RefusalCode.NO_ATTESTATION);
    }
    if (!attestation.digest().equals(command.content().attestation())) {
      return refused(RefusalCode.ATTESTATION_MISMATCH);
    }
    var occasion = Occasion.of(AttesterRole.APP, now).forKey(command.signer().value());
    return apps.appraise(attestation, occasion).mapRefusal(Attest::said);
  }

  /** Whatever is wrong with a back-end's appraisal, the phone's owner cannot mend it: one code. */
  private Outcome<PublicKey, Refusal> backEnd(Authenticate.Command command, Instant now) {
    var request = command.envelope().request();
    if (!request.carriesSignature()) {
      return refused(RefusalCode.NO_COUNTERSIGNATURE);
    }
    if (request.keyId().equals(command.signer())
        || isCommandKey(command, request.keyId())
        || rulebook.now().ownership().isCommandKey(request.keyId())) {
      return refused(RefusalCode.SELF_COUNTERSIGNED);
    }
    if (rulebook.now().isRevoked(request.keyId())) {
      return refused(RefusalCode.BACK_END_UNATTESTED);
    }
    var occasion = Occasion.of(AttesterRole.BACK_END, now).forKey(request.keyId().value());
    return backEnds
        .appraise(request.claims().backEnd(), occasion)
        .mapRefusal(reason ->
            Refusal.of(
                reason == AttestationRefusal.WRONG_ROLE
                    ? RefusalCode.WRONG_ROLE
                    : RefusalCode.BACK_END_UNATTESTED))
        .then(result ->
            result.confirmation() instanceof Confirmation.OfKey(var key)
                ? Outcome.passed(key)
                : refused(RefusalCode.BACK_END_UNATTESTED));
  }

  private static boolean isCommandKey(Authenticate.Command command, Digest keyId) {
    for (var grant : command.chain()) {
      if (grant.key().thumbprint().equals(keyId)) {
        return true;
      }
    }
    return false;
  }

  private static Outcome<Authenticate.Command, Refusal> countersigned(
      Authenticate.Command command, PublicKey backEnd) {
    return command
        .envelope()
        .request()
        .verify(backEnd)
        .<Refusal>mapRefusal(_ -> Refusal.of(RefusalCode.BAD_COUNTERSIGNATURE))
        .map(_ -> command);
  }

  private static Refusal said(AttestationRefusal reason) {
    return Refusal.of(
        switch (reason) {
          case KEY_IN_HEADER -> RefusalCode.KEY_IN_HEADER;
          case SHARED_SECRET -> RefusalCode.SHARED_SECRET;
          case UNKNOWN_FORMAT -> RefusalCode.UNKNOWN_FORMAT;
          case WRONG_ROLE -> RefusalCode.WRONG_ROLE;
          case EXPIRED -> RefusalCode.ATTESTATION_EXPIRED;
          case NOT_AFFIRMING -> RefusalCode.NOT_AFFIRMING;
          case KEY_MISMATCH -> RefusalCode.KEY_MISMATCH;
          case NOT_LISTED -> RefusalCode.APP_NOT_LISTED;
          case TOO_LARGE,
              MALFORMED,
              DUPLICATE_MEMBER,
              TOO_DEEP,
              BAD_HEADER,
              ALGORITHM_NOT_ALLOWED,
              NO_EXPIRY,
              BAD_TIME,
              NOT_YET_VALID,
              TOO_OLD,
              NO_CONFIRMATION_KEY,
              BAD_CONFIRMATION_KEY,
              PRIVATE_CONFIRMATION_KEY,
              WRONG_KEY_KIND,
              BAD_ISSUER,
              BAD_SUBJECT,
              WRONG_AUDIENCE,
              WRONG_PROFILE,
              BAD_VERIFIER_ID,
              NO_APPRAISAL,
              BAD_APPRAISAL,
              UNKNOWN_ISSUER,
              BAD_SIGNATURE,
              BAD_CHAIN,
              UNKNOWN_ROOT,
              CERTIFICATE_EXPIRED,
              CERTIFICATE_REVOKED,
              WRONG_CHALLENGE,
              NO_KEY_DESCRIPTION,
              BAD_KEY_DESCRIPTION,
              KEY_NOT_GENERATED,
              WRONG_PURPOSE,
              NO_USER_AUTHENTICATION,
              INSUFFICIENT_SECURITY_LEVEL,
              DEVICE_UNLOCKED,
              BOOT_NOT_VERIFIED,
              WRONG_APP_SIGNER,
              APP_TOO_OLD,
              PATCH_LEVEL_TOO_OLD,
              WRONG_ENVIRONMENT,
              COUNTER_NOT_RISEN,
              NO_MEASUREMENT,
              ZERO_MEASUREMENT,
              MEASUREMENT_NOT_LISTED ->
              RefusalCode.BAD_ATTESTATION;
        });
  }

  private static <T> Outcome<T, Refusal> refused(RefusalCode code) {
    return Outcome.refused(Refusal.of(code));
  }
}
