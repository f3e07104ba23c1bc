package dev.portcullis.crypto.attest.apple;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationFormat;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.AttestationResult;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.ChainChecks;
import dev.portcullis.crypto.attest.Check;
import dev.portcullis.crypto.attest.Confirmation;
import dev.portcullis.crypto.attest.KeyProtection;
import dev.portcullis.crypto.attest.Occasion;
import dev.portcullis.crypto.attest.Requirement;
import dev.portcullis.crypto.attest.Verdict;
import dev.portcullis.crypto.cose.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Apple App Attest attestation objects: a genuine app on a genuine device holds the App Attest key.
 * The steps and their order are Apple's, of the public description for servers.
 *
 * <p>Security guarantees, where the occasion has a challenge: a pinned root certified the key for
 * exactly this client data; the app is one that the policy lists, of an environment that it takes;
 * the key was new. Nothing is proven of any other key: a command key is bound by naming it in the
 * client data, and held where the genuine app chose. Without a challenge the certificate is proven
 * and nothing else, because it vouches for what the device says only together with the client data.
 */
public final class AppAttestFormat implements AttestationFormat<AppAttestObject> {

  /** The name of the format in an attestation. */
  public static final String NAME = "app-attest";

  /** The issuer in a result. */
  public static final String ISSUER = "apple";

  static final int MAXIMUM_SIZE = 16 * 1024;

  /** The extension that binds a certificate to what the app handed over. */
  static final String NONCE_EXTENSION = "1.2.840.113635.100.8.2";

  /** The DER around those 32 bytes: SEQUENCE { [1] { OCTET STRING } }. */
  static final Bytes NONCE_WRAPPING = Bytes.fromHex("3024a1220420");

  private final AppAttestReferences references;
  private final ChallengeForm form;

  /** The format, with what the policy says of it and what an occasion's challenge is. */
  public AppAttestFormat(AppAttestReferences references, ChallengeForm form) {
    this.references = references;
    this.form = form;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int maximumSize() {
    return MAXIMUM_SIZE;
  }

  @Override
  public Outcome<AppAttestObject, AttestationRefusal> parse(Bytes document) {
    return AppAttestObject.parse(document);
  }

  @Override
  public List<Check<AppAttestObject>> checks() {
    var checks =
        new ArrayList<>(
            ChainChecks.of(AppAttestObject::chain, references.roots(), references.revoked()));
    checks.add(new Check<>(Requirement.CHALLENGE, this::challenge));
    checks.add(new Check<>(Requirement.ROLE, (_, occasion) -> role(occasion)));
    checks.add(new Check<>(Requirement.CONFIRMATION, (object, _) -> confirmation(object)));
    checks.add(new Check<>(Requirement.KEY, AppAttestFormat::key));
    checks.add(new Check<>(Requirement.APP, (object, _) -> app(object)));
    checks.add(new Check<>(Requirement.ENVIRONMENT, (object, _) -> environment(object)));
    checks.add(new Check<>(Requirement.COUNTER, (object, _) -> counter(object)));
    return List.copyOf(checks);
  }

  @Override
  public AttestationResult result(AppAttestObject object, Occasion occasion) {
    return new AttestationResult(
        AttesterRole.APP,
        ISSUER,
        listed(object).orElseThrow().identifier(),
        new Confirmation.OfKey(object.certifiedKey().orElseThrow()),
        KeyProtection.GENUINE_APP,
        object.chain().holdsUntil(references.roots()));
  }

  private Verdict challenge(AppAttestObject object, Occasion occasion) {
    var certified = object.chain().leaf().extension(NONCE_EXTENSION);
    if (certified.isEmpty()) {
      return Verdict.failed(AttestationRefusal.WRONG_CHALLENGE, "a certificate of no challenge");
    }
    if (occasion.challenge().isEmpty()) {
      return new Verdict.NotPerformed("--challenge; nothing else says which app this is");
    }
    return form.clientDataHashes(occasion.challenge().get()).stream()
            .map(hash -> Bytes.concat(NONCE_WRAPPING, object.data().nonce(hash).value()))
            .anyMatch(certified.get()::equals)
        ? Verdict.met("")
        : Verdict.failed(AttestationRefusal.WRONG_CHALLENGE, "");
  }

  private static Verdict role(Occasion occasion) {
    return switch (occasion.role()) {
      case APP -> Verdict.met("an app");
      case BACK_END -> Verdict.failed(AttestationRefusal.WRONG_ROLE, "an app is no back-end");
    };
  }

  private static Verdict confirmation(AppAttestObject object) {
    Optional<PublicKey> certified = object.certifiedKey();
    if (certified.isEmpty()) {
      return Verdict.failed(AttestationRefusal.WRONG_KEY_KIND, "no key of P-256");
    }
    return object.credential().isOf(certified.get())
        ? Verdict.met(certified.get().toString())
        : Verdict.failed(
            AttestationRefusal.BAD_CONFIRMATION_KEY, "a credential that is not the certificate's");
  }

  private static Verdict key(AppAttestObject object, Occasion occasion) {
    if (occasion.keyId().isEmpty()) {
      return new Verdict.NotPerformed("--key-id");
    }
    var identifier = object.certifiedKey().map(AppAttestKey::identifier);
    return identifier.equals(occasion.keyId())
        ? Verdict.met("")
        : Verdict.failed(
            AttestationRefusal.KEY_MISMATCH, identifier.map(Bytes::hex).orElse("no key"));
  }

  private Verdict app(AppAttestObject object) {
    return listed(object)
        .map(app -> Verdict.met(app.identifier()))
        .orElseGet(() ->
            Verdict.failed(
                AttestationRefusal.NOT_LISTED,
                "an app whose identifier has the digest " + object.data().app().value().hex()));
  }

  private Optional<AppleApp> listed(AppAttestObject object) {
    return references.apps().stream()
        .filter(app -> app.hash().equals(object.data().app()))
        .findFirst();
  }

  private Verdict environment(AppAttestObject object) {
    var environment = AppAttestEnvironment.of(object.credential().authenticator());
    var seen = environment.map(AppAttestEnvironment::wire).orElse("none that Apple has");
    return environment.filter(references.environments()::contains).isPresent()
        ? Verdict.met(seen)
        : Verdict.failed(AttestationRefusal.WRONG_ENVIRONMENT, seen);
  }

  /** A key that has made assertions was attested before, to somebody else. */
  private static Verdict counter(AppAttestObject object) {
    long counter = object.data().counter();
    return counter == 0
        ? Verdict.met("0")
        : Verdict.failed(AttestationRefusal.COUNTER_NOT_RISEN, "begins at " + counter);
  }
}
