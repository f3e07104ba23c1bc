package dev.portcullis.agent.gate;

import dev.portcullis.agent.grant.Ownership.Root;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.message.Grant;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.Role;
import dev.portcullis.crypto.message.Unverified;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * Chains of grants, from the signer's own up to an owner the vehicle knows. Look-ups first, which
 * any thread may do; the gate's thread verifies what was not verified lately.
 */
final class Chains {

  private final RecentlyProven<Grant> grants = new RecentlyProven<>();

  /** Why {@code chain} does not make {@code signer} anything here, by look-ups alone. */
  static Optional<RefusalCode> misfit(List<Unverified<Grant>> chain, Digest signer, Rules rules) {
    var ownership = rules.ownership();
    for (Unverified<Grant> grant : chain) {
      if (grant.claims().epoch() != ownership.epoch()) {
        return Optional.of(RefusalCode.WRONG_EPOCH);
      }
    }
    if (ownership.root(chain.getLast()).isEmpty()
        || !chain.getFirst().claims().key().thumbprint().equals(signer)) {
      return Optional.of(RefusalCode.UNKNOWN_KEY);
    }
    for (int i = 0; i + 1 < chain.size(); i++) {
      if (!chain.get(i).keyId().equals(chain.get(i + 1).claims().key().thumbprint())) {
        return Optional.of(RefusalCode.GRANT_MISMATCH);
      }
    }
    for (Unverified<Grant> grant : chain) {
      var key = grant.claims().key().thumbprint();
      if (rules.isRevoked(key)) {
        return Optional.of(RefusalCode.REVOKED_KEY);
      }
      if (!ownership.isCommandKey(key)) {
        return Optional.of(RefusalCode.NOT_ENROLLED);
      }
    }
    return Optional.empty();
  }

  /** From the owner down: each grant by the key of the one above it, an owner's. */
  Outcome<List<Grant>, Refusal> proven(List<Unverified<Grant>> claimed, Rules rules) {
    var last = claimed.getLast();
    var root =
        rules
            .ownership()
            .root(last)
            .<Outcome<Grant, Refusal>>map(found ->
                switch (found) {
                  case Root.Installed(var grant) -> Outcome.passed(grant);
                  case Root.HandedOver(var owner) -> proven(last, owner, rules);
                })
            .orElseGet(() -> refused(RefusalCode.UNKNOWN_KEY));
    return root.then(top -> below(top, claimed, rules));
  }

  private Outcome<List<Grant>, Refusal> below(
      Grant root, List<Unverified<Grant>> claimed, Rules rules) {
    var chain = new ArrayDeque<Grant>();
    chain.add(root);
    for (int i = claimed.size() - 2; i >= 0; i--) {
      var above = chain.getFirst();
      if (above.role() != Role.OWNER) {
        return refused(RefusalCode.BAD_GRANT);
      }
      switch (proven(claimed.get(i), above.key(), rules)) {
        case Outcome.Refused<Grant, Refusal>(var reason) -> {
          return Outcome.refused(reason);
        }
        case Outcome.Passed<Grant, Refusal>(var grant) -> chain.addFirst(grant);
      }
    }
    return Outcome.passed(List.copyOf(chain));
  }

  private Outcome<Grant, Refusal> proven(Unverified<Grant> claimed, PublicKey issuer, Rules rules) {
    if (!claimed.claims().vehicle().equals(rules.ownership().vehicle())) {
      return refused(RefusalCode.BAD_GRANT);
    }
    // Of the whole, header and all, which names the issuer's key: a proof under one issuer must not
    // be found again under another.
    var digest = Digest.of(claimed.encoded());
    var known = grants.find(digest);
    if (known.isPresent()) {
      return Outcome.passed(known.get());
    }
    return claimed
        .verify(issuer)
        .<Refusal>mapRefusal(_ -> Refusal.of(RefusalCode.BAD_GRANT))
        .map(grant -> {
          grants.remember(digest, grant);
          return grant;
        });
  }

  private static <T> Outcome<T, Refusal> refused(RefusalCode code) {
    return Outcome.refused(Refusal.of(code));
  }
}
