package dev.portcullis.simulator.platform;

import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.attest.token.ApproovIssuer;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.message.Attestation;
import java.time.Duration;
import java.time.Instant;

/** The Approov service with the key set of one account: a token for each genuine app that asks. */
public final class ApproovService {

  /** Whose tokens they are, as a policy names it. */
  public static final String ACCOUNT = "approov.portcullis.example";

  /** Whom they are for, as a policy names it. */
  public static final String AUDIENCE = "car";

  /** How long a token lives. */
  private static final Duration LIFE = Duration.ofMinutes(5);

  private static final String DEVICE = "b3J0Y3VsbGlz";

  private final Signer key;
  private final ApproovIssuer issuer;

  /**
   * The service.
   *
   * @param keyId the name of its key in the key set
   */
  public ApproovService(String keyId, Signer key) {
    this.key = key;
    this.issuer = new ApproovIssuer(ACCOUNT, AUDIENCE, keyId, key);
  }

  /** The key of its key set. */
  public PublicKey publicKey() {
    return key.publicKey();
  }

  /** A token for the app that bound it to the command key with this thumbprint. */
  public Attestation token(Digest thumbprint, Instant now) {
    return issuer.issue(DEVICE, thumbprint, now, now.plus(LIFE));
  }
}
