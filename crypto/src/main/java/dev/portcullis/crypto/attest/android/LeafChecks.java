package dev.portcullis.crypto.attest.android;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.ChainChecks;
import dev.portcullis.crypto.attest.Check;
import dev.portcullis.crypto.attest.Occasion;
import dev.portcullis.crypto.attest.Requirement;
import dev.portcullis.crypto.attest.Verdict;
import dev.portcullis.crypto.x509.LeafIssuer;
import java.util.ArrayList;
import java.util.List;

/**
 * That the leaf, and it alone, describes a key, which is a question of structure; and who vouches
 * for the leaf.
 */
record LeafChecks(AndroidReferences references) {

  List<Check<AndroidKeyEvidence>> all() {
    var checks = new ArrayList<Check<AndroidKeyEvidence>>();
    checks.add(new Check<>(Requirement.KEY_DESCRIPTION, LeafChecks::description));
    checks.addAll(
        ChainChecks.of(
            AndroidKeyEvidence::chain,
            LeafChecks::links,
            references.roots(),
            references.revoked()));
    checks.add(new Check<>(Requirement.ROLE, LeafChecks::role));
    return checks;
  }

  /**
   * Phones with attestation keys from a factory have chains whose leaf is issued by an end entity.
   * The only end entities that strangers hold are attested keys, whose certificates describe them.
   */
  private static Verdict links(AndroidKeyEvidence evidence) {
    var leafIssuer = evidence.isDescribedAboveTheLeaf() ? LeafIssuer.AUTHORITY : LeafIssuer.ANY_KEY;
    return ChainChecks.linked(evidence.chain(), evidence.chain().links(leafIssuer));
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
}
