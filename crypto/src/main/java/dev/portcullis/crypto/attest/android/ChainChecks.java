package dev.portcullis.crypto.attest.android;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.Check;
import dev.portcullis.crypto.attest.Occasion;
import dev.portcullis.crypto.attest.Requirement;
import dev.portcullis.crypto.attest.Verdict;
import dev.portcullis.crypto.x509.ChainRefusal;
import dev.portcullis.crypto.x509.LeafIssuer;
import java.util.List;
import java.util.Optional;

/**
 * That the leaf, and it alone, describes a key, which is a question of structure; and who vouches
 * for the leaf.
 */
record ChainChecks(AndroidReferences references) {

  List<Check<AndroidKeyEvidence>> all() {
    return List.of(
        new Check<>(Requirement.KEY_DESCRIPTION, ChainChecks::description),
        new Check<>(Requirement.CHAIN, ChainChecks::links),
        new Check<>(Requirement.ROOT, this::root),
        new Check<>(Requirement.CHAIN_REVOCATION, this::revocation),
        new Check<>(Requirement.CHAIN_DATES, this::dates),
        new Check<>(Requirement.ROLE, ChainChecks::role));
  }

  /**
   * Phones with attestation keys from a factory have chains whose leaf is issued by an end entity.
   * The only end entities that strangers hold are attested keys, whose certificates describe them.
   */
  private static Verdict links(AndroidKeyEvidence evidence, Occasion occasion) {
    var leafIssuer = evidence.isDescribedAboveTheLeaf() ? LeafIssuer.AUTHORITY : LeafIssuer.ANY_KEY;
    return verdict(
        evidence.chain().links(leafIssuer),
        evidence.chain().certificates().size() + " certificates");
  }

  private Verdict root(AndroidKeyEvidence evidence, Occasion occasion) {
    var last = evidence.chain().certificates().getLast();
    return verdict(evidence.chain().root(references.roots()), last.key().toString());
  }

  private Verdict revocation(AndroidKeyEvidence evidence, Occasion occasion) {
    return verdict(
        evidence.chain().revocation(references.revoked()),
        references.revoked().size() + " serial numbers are revoked");
  }

  private Verdict dates(AndroidKeyEvidence evidence, Occasion occasion) {
    return verdict(
        evidence.chain().dates(references.roots(), occasion.at()),
        "until " + evidence.chain().holdsUntil(references.roots()));
  }

  private static Verdict description(AndroidKeyEvidence evidence, Occasion occasion) {
    if (evidence.isDescribedAboveTheLeaf()) {
      return Verdict.failed(
          AttestationRefusal.NO_KEY_DESCRIPTION, "a certificate above the leaf has one too");
    }
    return switch (evidence.description()) {
      case Outcome.Passed<KeyDescription, AttestationRefusal>(var description) ->
          Verdict.met(
              "version "
                  + description.attestationVersion()
                  + ", KeyMint "
                  + description.keyMintVersion());
      case Outcome.Refused<KeyDescription, AttestationRefusal>(var why) -> Verdict.failed(why, "");
    };
  }

  private static Verdict role(AndroidKeyEvidence evidence, Occasion occasion) {
    return occasion.role() == AttesterRole.APP
        ? Verdict.met("")
        : Verdict.failed(AttestationRefusal.WRONG_ROLE, "a phone's key is an app's");
  }

  private static Verdict verdict(Optional<ChainRefusal> refusal, String seen) {
    return refusal
        .map(why -> Verdict.failed(AndroidKeyFormat.refusal(why), why + ": " + seen))
        .orElseGet(() -> Verdict.met(seen));
  }
}
