package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.token.ClaimValue.Members;
import dev.portcullis.crypto.attest.token.ClaimValue.Text;
import dev.portcullis.crypto.attest.token.ClaimValue.Whole;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.message.Attestation;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The issuing half of a Verifier: puts a verdict into an EAR and signs it. */
public final class EarIssuer {

  /** How long a token may live at most; a vehicle refuses a longer one. */
  public static final Duration MAX_LIFE = Life.MAX_LIFE;

  private static final String MEDIA_TYPE = "application/eat+cwt";

  private final String issuer;
  private final String build;
  private final EarForm form;
  private final Signer signer;

  /**
   * An issuer.
   *
   * @param issuer its {@code iss}: 1 to 256 visible ASCII characters
   * @param build the build of its software, which its tokens name
   * @param form how it writes them
   * @param signer its key
   */
  public EarIssuer(String issuer, String build, EarForm form, Signer signer) {
    if (!VisibleText.isName(issuer)) {
      throw new IllegalArgumentException("an issuer is 1 to 256 visible ASCII characters");
    }
    this.issuer = issuer;
    this.build = build;
    this.form = form;
    this.signer = signer;
  }

  /**
   * What a Verifier found out.
   *
   * @param role whose Evidence it appraised
   * @param subject the app or the workload: 1 to 256 visible ASCII characters
   * @param confirmationKey the key it holds
   * @param tier the verdict
   */
  public record Verdict(
      AttesterRole role, String subject, PublicKey confirmationKey, TrustTier tier) {

    /** Checks the subject. */
    public Verdict {
      if (!VisibleText.isName(subject)) {
        throw new IllegalArgumentException("a subject is 1 to 256 visible ASCII characters");
      }
    }
  }

  /**
   * A signed token of {@code verdict} that lives from {@code issuedAt} to {@code expiresAt}, in
   * whole seconds.
   */
  public Attestation issue(Verdict verdict, Instant issuedAt, Instant expiresAt) {
    var life = Duration.between(issuedAt, expiresAt);
    if (life.toSeconds() < 1 || life.compareTo(MAX_LIFE) > 0) {
      throw new IllegalArgumentException("a token lives between a second and a day");
    }
    return new Attestation(form.format(), signed(claims(verdict, issuedAt, expiresAt)));
  }

  /** The claims that {@link #issue} signs, as JSON text or as CBOR. */
  public Bytes claims(Verdict verdict, Instant issuedAt, Instant expiresAt) {
    var claims = new LinkedHashMap<Label, ClaimValue>();
    claims.put(label(Claim.ISSUER), new Text(issuer));
    claims.put(label(Claim.SUBJECT), new Text(verdict.subject()));
    claims.put(label(Claim.ISSUED), new Whole(issuedAt.getEpochSecond()));
    claims.put(label(Claim.EXPIRES), new Whole(expiresAt.getEpochSecond()));
    claims.put(
        label(Claim.CONFIRMATION),
        ConfirmationKey.claim(verdict.confirmationKey(), form.encoding()));
    claims.put(label(Claim.PROFILE), new Text(form.profile().uri()));
    var verifier = new LinkedHashMap<Label, ClaimValue>();
    verifier.put(label(EarClaim.DEVELOPER), new Text(issuer));
    verifier.put(label(EarClaim.BUILD), new Text(build));
    claims.put(label(EarClaim.VERIFIER_ID), new Members(verifier));
    var appraisal = new Members(Map.of(label(EarClaim.STATUS), status(verdict.tier())));
    claims.put(
        label(Claim.SUBMODULES),
        new Members(Map.of(new Label.Named(verdict.role().wire()), appraisal)));
    return switch (form.encoding()) {
      case JWT -> JsonWriter.object(new Members(claims));
      case CWT -> CborClaims.write(new Members(claims));
    };
  }

  private Bytes signed(Bytes claims) {
    var algorithm = TokenAlgorithm.of(signer.publicKey().algorithm());
    var header = new LinkedHashMap<Label, ClaimValue>();
    return switch (form.encoding()) {
      case JWT -> {
        header.put(new Label.Named("alg"), new Text(algorithm.jose()));
        header.put(new Label.Named("typ"), new Text("JWT"));
        yield CompactJws.sign(signer, JsonWriter.object(new Members(header)), claims);
      }
      case CWT -> {
        header.put(CoseHeader.ALG, new Whole(algorithm.cose()));
        header.put(CoseHeader.TYP, new Text(MEDIA_TYPE));
        yield Cwt.sign(signer, CborClaims.write(new Members(header)), CborMap.empty(), claims);
      }
    };
  }

  private ClaimValue status(TrustTier tier) {
    return switch (form.encoding()) {
      case JWT -> new Text(tier.wire());
      case CWT -> new Whole(tier.code());
    };
  }

  private Label label(Claim claim) {
    return claim.in(form.encoding());
  }

  private Label label(EarClaim claim) {
    return claim.in(form.encoding(), form.profile());
  }
}
