package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.attest.Appraiser;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.cose.Signer;
import java.util.List;
import java.util.stream.Stream;

/** What a policy says in these tests, and appraisers that go by it. */
final class Policies {

  static final String ISSUER = "verifier.example";
  static final String APP = "com.example.app";

  private Policies() {}

  /** The usual Verifier of {@link #APP}, which writes so. */
  static IssuerDraft verifier(EarForm form, Signer... signers) {
    var kind = TokenKind.Ear.of(form.encoding(), form.profile(), AttesterRole.APP);
    return new IssuerDraft(kind).named(ISSUER).keys(keys(signers)).subjects(APP);
  }

  /** The usual Approov account, whose key set is for {@link #APP}. */
  static IssuerDraft account(Signer... signers) {
    return new IssuerDraft(new TokenKind.Approov())
        .named("account.approov.io")
        .audiences("approov.io")
        .keys(keys(signers))
        .subjects(APP);
  }

  static List<PinnedKey> keys(Signer... signers) {
    return Stream.of(signers).map(signer -> PinnedKey.of(signer.publicKey())).toList();
  }

  /** Appraises EAR that are written so. */
  static Appraiser<Token> ear(TokenEncoding encoding, TokenIssuer... issuers) {
    var checked = TokenIssuers.of(List.of(issuers)).orFault();
    return new Appraiser<>(
        switch (encoding) {
          case JWT -> EarFormat.jwt(checked);
          case CWT -> EarFormat.cwt(checked);
        });
  }

  static Appraiser<Token> approov(TokenIssuer... issuers) {
    return new Appraiser<>(new ApproovFormat(TokenIssuers.of(List.of(issuers)).orFault()));
  }
}
