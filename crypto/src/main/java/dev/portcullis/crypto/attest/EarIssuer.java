package dev.portcullis.crypto.attest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.message.Attestation;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;

/** The issuing half of a Verifier: puts a verdict into an EAR and signs it as a JWT. */
public final class EarIssuer {

  /** How long a token may live at most; a vehicle refuses a longer one. */
  public static final Duration MAX_LIFE = EarClaims.MAX_LIFE;

  private static final JsonFactory FACTORY = new JsonFactory();

  private final String issuer;
  private final String build;
  private final Signer signer;

  /**
   * An issuer.
   *
   * @param issuer its {@code iss}: 1 to 256 visible ASCII characters
   * @param build the build in its {@code ear.verifier-id}
   * @param signer its key
   */
  public EarIssuer(String issuer, String build, Signer signer) {
    if (!EarClaims.isName(issuer)) {
      throw new IllegalArgumentException("an issuer is 1 to 256 visible ASCII characters");
    }
    this.issuer = issuer;
    this.build = build;
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
      if (!EarClaims.isName(subject)) {
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
    var algorithm = JwsHeader.name(signer.publicKey().algorithm());
    var header = "{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}";
    return new Attestation(
        EarVerifier.FORMAT,
        CompactJws.sign(
            signer, Bytes.utf8(header), Bytes.utf8(claims(verdict, issuedAt, expiresAt))));
  }

  /** The claims that {@link #issue} signs, as JSON text. */
  public String claims(Verdict verdict, Instant issuedAt, Instant expiresAt) {
    var text = new StringWriter();
    try (var json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("iss", issuer);
      json.writeStringField("sub", verdict.subject());
      json.writeNumberField("iat", issuedAt.getEpochSecond());
      json.writeNumberField("exp", expiresAt.getEpochSecond());
      writeKey(json, verdict.confirmationKey());
      json.writeStringField("eat_profile", EarClaims.PROFILE);
      json.writeObjectFieldStart("ear.verifier-id");
      json.writeStringField("developer", issuer);
      json.writeStringField("build", build);
      json.writeEndObject();
      json.writeObjectFieldStart("submods");
      json.writeObjectFieldStart(verdict.role().wire());
      json.writeStringField("ear.status", verdict.tier().wire());
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("text in memory has no end", e);
    }
    return text.toString();
  }

  private static void writeKey(JsonGenerator json, PublicKey key) throws IOException {
    json.writeObjectFieldStart("cnf");
    json.writeObjectFieldStart("jwk");
    for (var member : ConfirmationKey.members(key).entrySet()) {
      json.writeStringField(member.getKey(), member.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }
}
