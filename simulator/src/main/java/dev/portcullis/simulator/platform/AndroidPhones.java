package dev.portcullis.simulator.platform;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.attest.android.AndroidKeyFormat;
import dev.portcullis.crypto.attest.android.AndroidKeyMaker;
import dev.portcullis.crypto.attest.android.AndroidPackage;
import dev.portcullis.crypto.attest.android.AttestedPhone;
import dev.portcullis.crypto.attest.android.SecurityLevel;
import dev.portcullis.crypto.attest.android.UserAuthentication;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.message.EnrolmentContext;
import dev.portcullis.crypto.message.Evidence;
import dev.portcullis.crypto.signature.VerificationKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Android phones as their makers build them, under a root of our own: what their hardware says of a
 * key has the real format.
 */
public final class AndroidPhones {

  /** The digest of the certificate that the genuine app is signed with. */
  public static final Digest SIGNER = Digest.of(Bytes.utf8("the certificate of the demo's app"));

  /** The version of the app that is out. */
  public static final long VERSION = 7;

  private static final Digest CLONER = Digest.of(Bytes.utf8("the certificate of a cloner"));
  private static final Duration LIFE = Duration.ofDays(30);

  private final String app;
  private final VerificationKey root;
  private final AndroidKeyMaker hardware;
  private final AndroidKeyMaker software;

  /**
   * Makers of phones, whose certificates begin a day before {@code now}.
   *
   * @param app the package of the genuine app
   * @param root certifies {@code batch}, the key that the hardware of these phones has
   */
  public AndroidPhones(String app, Signer root, Signer batch, Instant now, SecureRandom random) {
    var from = now.minus(Duration.ofDays(1));
    var until = now.plus(LIFE);
    this.app = app;
    this.root = VerificationKey.of(root.publicKey());
    this.hardware =
        AndroidKeyMaker.of(root, batch, SecurityLevel.TRUSTED_ENVIRONMENT, from, until, random);
    this.software = AndroidKeyMaker.of(root, batch, SecurityLevel.SOFTWARE, from, until, random);
  }

  /** The key of the root, for a policy to pin. */
  public VerificationKey root() {
    return root;
  }

  /** Of a locked phone, whose hardware made {@code key} for the genuine app in this context. */
  public Evidence genuine(PublicKey key, EnrolmentContext context, Instant at) {
    return evidence(hardware, SecurityLevel.TRUSTED_ENVIRONMENT, SIGNER, key, context, at);
  }

  /** Of a phone without secure hardware: the key can be copied. */
  public Evidence inSoftware(PublicKey key, EnrolmentContext context, Instant at) {
    return evidence(software, SecurityLevel.SOFTWARE, SIGNER, key, context, at);
  }

  /** Of a genuine phone with a copy of the app that somebody changed and signed himself. */
  public Evidence ofClonedApp(PublicKey key, EnrolmentContext context, Instant at) {
    return evidence(hardware, SecurityLevel.TRUSTED_ENVIRONMENT, CLONER, key, context, at);
  }

  private Evidence evidence(
      AndroidKeyMaker maker,
      SecurityLevel level,
      Digest signer,
      PublicKey key,
      EnrolmentContext context,
      Instant at) {
    var phone =
        new AttestedPhone(
            level,
            new AndroidPackage(app, VERSION),
            signer,
            at.atZone(ZoneOffset.UTC).toLocalDate(),
            UserAuthentication.REQUIRED);
    var document = maker.attest(key, phone.describe(context.challenge(), at));
    return new Evidence(AndroidKeyFormat.NAME, document, Optional.empty());
  }
}
