package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.Verdict;
import dev.portcullis.crypto.attest.Verdict.Failed;
import dev.portcullis.crypto.attest.token.ClaimValue.Members;
import dev.portcullis.crypto.attest.token.ClaimValue.Octets;
import dev.portcullis.crypto.attest.token.ClaimValue.Text;
import dev.portcullis.crypto.attest.token.ClaimValue.Whole;
import java.util.List;
import java.util.Set;

/**
 * Reads the header of a CWT (RFC 9052 section 3.1): in its protected part the algorithm, at most a
 * type and a content type of a CWT, and at most a key id; in the other part at most a key id. The
 * key id is never looked at.
 */
final class CoseHeader {

  static final Label ALG = new Label.Numbered(1);
  private static final Label CONTENT_TYPE = new Label.Numbered(3);
  private static final Label KID = new Label.Numbered(4);

  /** RFC 9596. */
  static final Label TYP = new Label.Numbered(16);

  /** crit of RFC 9052; x5bag, x5chain, x5t and x5u of RFC 9360. */
  private static final List<Label> KEYS =
      List.of(
          new Label.Numbered(2),
          new Label.Numbered(32),
          new Label.Numbered(33),
          new Label.Numbered(34),
          new Label.Numbered(35));

  private static final Set<Label> KNOWN = Set.of(ALG, CONTENT_TYPE, KID, TYP);

  /**
   * RFC 9782, RFC 8392 section 9; the third is how Verifiers after draft-ietf-rats-ear spell it.
   */
  private static final Set<String> TYPES =
      Set.of("application/eat+cwt", "application/cwt", "application/eat-cwt", "eat+cwt", "cwt");

  /** The same as CoAP content formats. */
  private static final Set<ClaimValue> FORMATS = Set.of(new Whole(61), new Whole(263));

  /** HMAC with SHA-256 (64 and 256 bits), SHA-384 and SHA-512 (RFC 9053 section 3.1). */
  private static final Set<Long> SECRETS = Set.of(4L, 5L, 6L, 7L);

  private CoseHeader() {}

  static TokenHeader read(Members inside, Members outside) {
    return new TokenHeader(shape(inside, outside), algorithm(inside));
  }

  private static Verdict shape(Members inside, Members outside) {
    for (Label key : KEYS) {
      if (inside.has(key) || outside.has(key)) {
        return TokenHeader.bringsKey("a parameter with a key, or critical ones");
      }
    }
    if (!KNOWN.containsAll(inside.values().keySet())) {
      return TokenHeader.bad("a parameter besides alg, kid, typ and content type");
    }
    if (!Set.of(KID).containsAll(outside.values().keySet())) {
      return TokenHeader.bad("an unprotected parameter besides kid");
    }
    if (inside.has(KID) && outside.has(KID)) {
      return TokenHeader.bad("two kids");
    }
    if (!isBytes(inside, KID) || !isBytes(outside, KID)) {
      return TokenHeader.bad("a kid that is no byte string");
    }
    return isOfCwt(inside, TYP) && isOfCwt(inside, CONTENT_TYPE)
        ? Verdict.met("")
        : TokenHeader.bad("the type of something else");
  }

  private static boolean isBytes(Members header, Label label) {
    return header.member(label).stream().allMatch(Octets.class::isInstance);
  }

  private static boolean isOfCwt(Members header, Label label) {
    return header.member(label).stream()
        .allMatch(type ->
            FORMATS.contains(type)
                || (type instanceof Text(var text) && TYPES.contains(withoutParameters(text))));
  }

  private static String withoutParameters(String mediaType) {
    int end = mediaType.indexOf(';');
    return end < 0 ? mediaType : mediaType.substring(0, end).stripTrailing();
  }

  private static Outcome<TokenAlgorithm, Failed> algorithm(Members inside) {
    if (!(inside.member(ALG).orElse(new ClaimValue.Other()) instanceof Whole(long number))) {
      return TokenHeader.unknown("no protected alg");
    }
    if (SECRETS.contains(number)) {
      return TokenHeader.sharedSecret("HMAC");
    }
    return TokenAlgorithm.numbered(number)
        .<Outcome<TokenAlgorithm, Failed>>map(Outcome::passed)
        .orElseGet(() -> TokenHeader.unknown("algorithm " + number));
  }
}
