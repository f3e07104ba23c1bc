package dev.portcullis.simulator.cloud;

import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.token.EarForm;
import dev.portcullis.crypto.attest.token.EarIssuer;
import dev.portcullis.crypto.attest.token.EarIssuer.Verdict;
import dev.portcullis.crypto.attest.token.EarProfile;
import dev.portcullis.crypto.attest.token.TokenEncoding;
import dev.portcullis.crypto.attest.token.TrustTier;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.message.Attestation;
import dev.portcullis.simulator.phone.AppEvidence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * The Verifier of RATS (RFC 9334): appraises evidence and issues Attestation Results, with a key of
 * its own for each role. It does not judge which apps may command a car: that is the vehicle's
 * policy.
 */
public final class EvidenceVerifier {

  /** Who issues results for apps, as the policy names it. */
  public static final String APP_ISSUER = "https://verifier.portcullis.example/app";

  /** Who issues results for back-ends, as the policy names it. */
  public static final String BACK_END_ISSUER = "https://verifier.portcullis.example/back-end";

  /** How it writes its results. */
  public static final EarForm FORM = new EarForm(TokenEncoding.JWT, EarProfile.VERAISON);

  private static final String BUILD = "portcullis-simulator";

  /** How long a result lives. */
  static final Duration LIFE = Duration.ofHours(1);

  // A vehicle whose clock is a little behind ours must not take a result for one of the future.
  private static final Duration BACKDATED = Duration.ofMinutes(1);

  private final EarIssuer apps;
  private final EarIssuer backEnds;
  private final InstantSource clock;

  /** A Verifier with a key for each role. */
  public EvidenceVerifier(Signer appSigner, Signer backEndSigner, InstantSource clock) {
    this.apps = new EarIssuer(APP_ISSUER, BUILD, FORM, appSigner);
    this.backEnds = new EarIssuer(BACK_END_ISSUER, BUILD, FORM, backEndSigner);
    this.clock = clock;
  }

  /** Appraises what a phone says of its app; the signature of the evidence has been checked. */
  public Attestation appraise(AppEvidence evidence) {
    var tier =
        switch (evidence.integrity()) {
          case GENUINE -> TrustTier.AFFIRMING;
          case TAMPERED -> TrustTier.CONTRAINDICATED;
        };
    return issue(new Verdict(AttesterRole.APP, evidence.app(), evidence.commandKey(), tier));
  }

  /** Appraises a back-end's workload, which holds {@code countersignKey}. */
  public Attestation appraiseBackEnd(String workload, PublicKey countersignKey) {
    return issue(new Verdict(AttesterRole.BACK_END, workload, countersignKey, TrustTier.AFFIRMING));
  }

  /** A result with this verdict, whatever it is, that lives for an hour. */
  public Attestation issue(Verdict verdict) {
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return issue(verdict, now.minus(BACKDATED), now.plus(LIFE));
  }

  /** A result with this verdict that lives between these instants, whatever they are. */
  public Attestation issue(Verdict verdict, Instant issuedAt, Instant expiresAt) {
    return switch (verdict.role()) {
      case APP -> apps.issue(verdict, issuedAt, expiresAt);
      case BACK_END -> backEnds.issue(verdict, issuedAt, expiresAt);
    };
  }
}
