package dev.portcullis.ota.verify;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.signature.VerificationKey;
import dev.portcullis.ota.metadata.Authority;
import dev.portcullis.ota.metadata.Document;
import dev.portcullis.ota.metadata.KeyKind;
import dev.portcullis.ota.metadata.RoleKey;
import dev.portcullis.ota.metadata.RoleSignature;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Counts who signed a document (TUF section 4.2: each key once). A key is counted as what it is,
 * under however many identifiers it is listed.
 */
final class Quorum {

  private Quorum() {}

  /** Passes with the document if enough of the role's keys signed it. */
  static Outcome<Document, Attack> check(
      Document document, Authority authority, SignaturePolicy policy) {
    var signers = signers(document, authority);
    int classical = signers.getOrDefault(KeyKind.CLASSICAL, Set.of()).size();
    int postQuantum = signers.getOrDefault(KeyKind.POST_QUANTUM, Set.of()).size();
    int threshold = authority.threshold();
    var subject = authority.role().toString();
    return switch (policy) {
      case THRESHOLD ->
          classical + postQuantum >= threshold
              ? Outcome.passed(document)
              : Outcome.refused(
                  new Attack.ArbitrarySoftware(
                      subject,
                      "signed by " + (classical + postQuantum) + " of its keys",
                      "at least " + threshold));
      case THRESHOLD_OF_EACH_KIND -> eachKind(document, subject, threshold, classical, postQuantum);
    };
  }

  /** One kind alone that reaches the threshold is what a broken kind would look like. */
  private static Outcome<Document, Attack> eachKind(
      Document document, String subject, int threshold, int classical, int postQuantum) {
    if (classical >= threshold && postQuantum >= threshold) {
      return Outcome.passed(document);
    }
    var seen = "signed by " + classical + " classical and " + postQuantum + " post-quantum keys";
    var expected = "at least " + threshold + " of each";
    return Outcome.refused(
        classical >= threshold || postQuantum >= threshold
            ? new Attack.KeyCompromise(subject, seen, expected)
            : new Attack.ArbitrarySoftware(subject, seen, expected));
  }

  private static Map<KeyKind, Set<VerificationKey>> signers(
      Document document, Authority authority) {
    var signers = new EnumMap<KeyKind, Set<VerificationKey>>(KeyKind.class);
    for (RoleSignature signature : document.signatures()) {
      authority
          .key(signature.keyId())
          .ifPresent(key -> {
            switch (key) {
              case RoleKey.Usable usable -> {
                if (usable.verifies(document.payload(), signature.value())) {
                  signers.computeIfAbsent(usable.kind(), _ -> new HashSet<>()).add(usable.key());
                }
              }
              case RoleKey.Unusable _ -> {
                // Whoever made it, it proves nothing here.
              }
            }
          });
    }
    return signers;
  }
}
