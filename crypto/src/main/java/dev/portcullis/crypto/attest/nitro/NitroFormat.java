package dev.portcullis.crypto.attest.nitro;

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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * AWS Nitro attestation documents: an enclave whose software and operator the policy lists holds
 * the countersign key.
 *
 * <p>Security guarantees: the document was signed by a hypervisor that a pinned root vouches for,
 * at most the policy's maximum age ago; the enclave does not run in debug mode; its registers are
 * one entry of the policy as a whole, so that no two of them can be mixed; the key it names came
 * out of that enclave. A replayed document proves no more than that the enclave had the key then:
 * for more there is the challenge.
 */
public final class NitroFormat implements AttestationFormat<NitroDocument> {

  /** The name of the format in an attestation. */
  public static final String NAME = "nitro";

  /** The issuer in a result. */
  public static final String ISSUER = "nitro";

  /** How far ahead of us the hypervisor's clock may be. */
  public static final Duration SKEW = Duration.ofMinutes(1);

  static final int MAXIMUM_SIZE = 16 * 1024;

  private final NitroReferences references;

  /** The format, with what the policy says of it. */
  public NitroFormat(NitroReferences references) {
    this.references = references;
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
  public Outcome<NitroDocument, AttestationRefusal> parse(Bytes document) {
    return NitroDocument.parse(document);
  }

  @Override
  public List<Check<NitroDocument>> checks() {
    var checks = new ArrayList<Check<NitroDocument>>();
    checks.add(new Check<>(Requirement.HEADER, (document, _) -> header(document)));
    checks.add(new Check<>(Requirement.ALGORITHM, (document, _) -> algorithm(document)));
    checks.addAll(
        ChainChecks.<NitroDocument>of(
            document -> document.content().chain(), references.roots(), references.revoked()));
    checks.add(new Check<>(Requirement.SIGNATURE, (document, _) -> signature(document)));
    checks.add(new Check<>(Requirement.ROLE, (_, occasion) -> role(occasion)));
    checks.add(new Check<>(Requirement.LIVE, NitroFormat::live));
    checks.add(new Check<>(Requirement.AGE, this::age));
    checks.add(new Check<>(Requirement.CHALLENGE, NitroFormat::challenge));
    checks.add(new Check<>(Requirement.MEASUREMENTS, (document, _) -> listed(document).verdict()));
    checks.add(new Check<>(Requirement.CONFIRMATION, NitroFormat::confirmation));
    checks.add(new Check<>(Requirement.KEY, NitroFormat::key));
    return List.copyOf(checks);
  }

  @Override
  public AttestationResult result(NitroDocument document, Occasion occasion) {
    var certified = document.content().chain().holdsUntil(references.roots());
    var old = document.content().timestamp().plus(references.maximumAge());
    return new AttestationResult(
        AttesterRole.BACK_END,
        ISSUER,
        listed(document).enclave().orElseThrow().name(),
        document
            .content()
            .publicKey()
            .<Confirmation>map(key -> new Confirmation.OfKey(CountersignKey.parse(key).orFault()))
            .orElseGet(Confirmation.OfNoKey::new),
        KeyProtection.ENCLAVE,
        old.isBefore(certified) ? old : certified);
  }

  private ListedEnclave listed(NitroDocument document) {
    return new ListedEnclave(references.enclaves(), document.content().registers());
  }

  /** What nobody signed decides nothing, and no header names a key. */
  private static Verdict header(NitroDocument document) {
    return document.signed().namesAtMostTheAlgorithm()
        ? Verdict.met("")
        : Verdict.failed(AttestationRefusal.BAD_HEADER, "more than an algorithm");
  }

  private static Verdict algorithm(NitroDocument document) {
    return document.signed().saysEs384()
        ? Verdict.met("ES384")
        : Verdict.failed(AttestationRefusal.ALGORITHM_NOT_ALLOWED, "not ES384");
  }

  private static Verdict signature(NitroDocument document) {
    return document.signed().isSignedBy(document.content().chain().leaf().key())
        ? Verdict.met("")
        : Verdict.failed(AttestationRefusal.BAD_SIGNATURE, "");
  }

  private static Verdict role(Occasion occasion) {
    return switch (occasion.role()) {
      case BACK_END -> Verdict.met("an enclave is a back-end");
      case APP -> Verdict.failed(AttestationRefusal.WRONG_ROLE, "an enclave is no app");
    };
  }

  private static Verdict live(NitroDocument document, Occasion occasion) {
    var made = document.content().timestamp();
    return made.isAfter(occasion.at().plus(SKEW))
        ? Verdict.failed(AttestationRefusal.NOT_YET_VALID, "made at " + made)
        : Verdict.met("made at " + made);
  }

  private Verdict age(NitroDocument document, Occasion occasion) {
    Instant end = document.content().timestamp().plus(references.maximumAge());
    return occasion.at().isBefore(end)
        ? Verdict.met("counts until " + end)
        : Verdict.failed(AttestationRefusal.TOO_OLD, "counted until " + end);
  }

  private static Verdict challenge(NitroDocument document, Occasion occasion) {
    if (occasion.challenge().isEmpty()) {
      return new Verdict.NotPerformed("--challenge");
    }
    return document.content().nonce().equals(occasion.challenge())
        ? Verdict.met("")
        : Verdict.failed(
            AttestationRefusal.WRONG_CHALLENGE,
            document.content().nonce().map(Bytes::toString).orElse("no nonce"));
  }

  /**
   * A document without a key is still genuine, and a person may want to see that. It is no
   * attestation for any command: whoever asks for a key, as the gate always does, is refused, and
   * the result confirms no key.
   */
  private static Verdict confirmation(NitroDocument document, Occasion occasion) {
    var publicKey = document.content().publicKey();
    if (publicKey.isPresent()) {
      return switch (CountersignKey.parse(publicKey.get())) {
        case Outcome.Passed<PublicKey, AttestationRefusal>(var key) -> Verdict.met(key.toString());
        case Outcome.Refused<PublicKey, AttestationRefusal>(var why) ->
            Verdict.failed(why, publicKey.get().toString());
      };
    }
    return occasion.keyId().isPresent()
        ? Verdict.failed(AttestationRefusal.NO_CONFIRMATION_KEY, "no public_key")
        : new Verdict.NotPerformed("a public_key in the document; it vouches for no key");
  }

  private static Verdict key(NitroDocument document, Occasion occasion) {
    if (occasion.keyId().isEmpty()) {
      return new Verdict.NotPerformed("--key-id");
    }
    var thumbprint =
        document
            .content()
            .publicKey()
            .flatMap(key ->
                switch (CountersignKey.parse(key)) {
                  case Outcome.Passed<PublicKey, AttestationRefusal>(var read) ->
                      Optional.of(read.thumbprint().value());
                  case Outcome.Refused<PublicKey, AttestationRefusal> _ -> Optional.<Bytes>empty();
                });
    return thumbprint.equals(occasion.keyId())
        ? Verdict.met("")
        : Verdict.failed(
            AttestationRefusal.KEY_MISMATCH, thumbprint.map(Bytes::hex).orElse("no key"));
  }
}
