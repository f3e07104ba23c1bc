package dev.portcullis.agent.policy;

import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.attest.Appraiser;
import dev.portcullis.crypto.attest.Appraisers;
import dev.portcullis.crypto.attest.android.AndroidKeyFormat;
import dev.portcullis.crypto.attest.android.AndroidReferences;
import dev.portcullis.crypto.attest.apple.AppAttestFormat;
import dev.portcullis.crypto.attest.apple.AppAttestReferences;
import dev.portcullis.crypto.attest.apple.ChallengeForm;
import dev.portcullis.crypto.attest.nitro.NitroFormat;
import dev.portcullis.crypto.attest.nitro.NitroReferences;
import dev.portcullis.crypto.attest.token.ApproovFormat;
import dev.portcullis.crypto.attest.token.EarFormat;
import dev.portcullis.crypto.attest.token.TokenIssuers;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Whose word a vehicle takes about apps and back-ends, and which of them are listed.
 *
 * @param tokens Verifiers and the like, whose tokens come with commands
 * @param nitro back-ends that run in AWS Nitro enclaves
 * @param android phones whose key attestation the vehicle appraises itself
 * @param apple phones whose App Attest the vehicle appraises itself
 */
public record Attestation(
    TokenIssuers tokens,
    Optional<NitroReferences> nitro,
    Optional<AndroidReferences> android,
    Optional<AppAttestReferences> apple) {

  /** Appraisers of what may come with a command. */
  public Appraisers ofCommands() {
    return new Appraisers(withCommands());
  }

  /**
   * Appraisers of raw evidence, which counts at the enrolment of a key and nowhere else: it is
   * never fresh again.
   */
  public Appraisers ofEnrolment() {
    return new Appraisers(atEnrolment(ChallengeForm.CLIENT_DATA));
  }

  /** All of them, for people who look into documents. */
  public Appraisers all() {
    return new Appraisers(
        Stream.concat(
                withCommands().stream(),
                atEnrolment(ChallengeForm.CLIENT_DATA_OR_ITS_HASH).stream())
            .toList());
  }

  /** Whether tokens are verified with the key of this thumbprint. */
  public boolean isVerifierKey(Digest thumbprint) {
    return tokens.all().stream()
        .flatMap(issuer -> issuer.keys().stream())
        .anyMatch(key -> key.key().thumbprint().equals(thumbprint));
  }

  /**
   * The same without what is no good any more. A platform that is left without a root is none.
   *
   * @param withdrawn keys of issuers and roots, by their thumbprint
   * @param certificates serial numbers, beside those that the policy lists
   */
  public Attestation without(Predicate<Digest> withdrawn, Set<BigInteger> certificates) {
    return new Withdrawal(withdrawn, certificates).from(this);
  }

  private List<Appraiser<?>> withCommands() {
    var formats = new ArrayList<Appraiser<?>>();
    formats.add(new Appraiser<>(EarFormat.jwt(tokens)));
    formats.add(new Appraiser<>(EarFormat.cwt(tokens)));
    formats.add(new Appraiser<>(new ApproovFormat(tokens)));
    nitro.ifPresent(said -> formats.add(new Appraiser<>(new NitroFormat(said))));
    return formats;
  }

  private List<Appraiser<?>> atEnrolment(ChallengeForm form) {
    var formats = new ArrayList<Appraiser<?>>();
    android.ifPresent(said -> formats.add(new Appraiser<>(new AndroidKeyFormat(said))));
    apple.ifPresent(said -> formats.add(new Appraiser<>(new AppAttestFormat(said, form))));
    return formats;
  }
}
