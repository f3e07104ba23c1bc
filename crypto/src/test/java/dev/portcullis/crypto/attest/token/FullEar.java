package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.attest.token.ClaimValue.Items;
import dev.portcullis.crypto.attest.token.ClaimValue.Members;
import dev.portcullis.crypto.attest.token.ClaimValue.Octets;
import dev.portcullis.crypto.attest.token.ClaimValue.Text;
import dev.portcullis.crypto.attest.token.ClaimValue.Whole;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.SoftwareSigner;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A valid EAR of each form with every member it can have. */
final class FullEar {

  private static final SecureRandom RANDOM = new SecureRandom();
  static final SoftwareSigner PHONE = SoftwareSigner.generate(Algorithm.ES256, RANDOM);
  static final Instant ISSUED = Instant.parse("2026-06-01T00:00:00Z");
  static final Bytes NONCE = Bytes.utf8("a challenge of ours");
  static final String AUDIENCE = "cars.example";

  private FullEar() {}

  /** Everything an EAR can say that is read here, and some that is not. */
  static Members claims(EarForm form) {
    var claims = new LinkedHashMap<Label, ClaimValue>();
    claims.put(label(form, Claim.PROFILE), new Text(form.profile().uri()));
    claims.put(label(form, Claim.ISSUER), new Text(Policies.ISSUER));
    claims.put(label(form, Claim.SUBJECT), new Text(Policies.APP));
    claims.put(label(form, Claim.AUDIENCE), new Text(AUDIENCE));
    claims.put(label(form, Claim.ISSUED), new Whole(ISSUED.getEpochSecond()));
    claims.put(label(form, Claim.BEGINS), new Whole(ISSUED.getEpochSecond()));
    claims.put(label(form, Claim.EXPIRES), new Whole(ISSUED.getEpochSecond() + 3600));
    claims.put(
        label(form, Claim.CONFIRMATION), ConfirmationKey.claim(PHONE.publicKey(), form.encoding()));
    claims.put(
        label(form, EarClaim.VERIFIER_ID),
        members(
            Map.entry(label(form, EarClaim.DEVELOPER), new Text("https://verifier.example")),
            Map.entry(label(form, EarClaim.BUILD), new Text("1.0"))));
    claims.put(
        label(form, Claim.NONCE),
        switch (form.encoding()) {
          case JWT ->
              new Text(Base64.getUrlEncoder().withoutPadding().encodeToString(NONCE.toArray()));
          case CWT -> new Octets(NONCE);
        });
    claims.put(named(form, rawEvidence(form)), new Text("ZXZpZGVuY2U"));
    claims.put(new Label.Named("com.example/extension"), new Text("whatever"));
    claims.put(label(form, EarClaim.STATUS), affirming(form));
    var appraisal =
        members(
            Map.entry(label(form, EarClaim.STATUS), affirming(form)),
            Map.entry(
                label(form, EarClaim.VECTOR),
                members(
                    Map.entry(named(form, hardware(form)), new Whole(2)),
                    Map.entry(named(form, executables(form)), new Whole(3)))),
            Map.entry(
                named(form, policies(form)),
                new Items(List.of(new Text("https://verifier.example/policy")))));
    claims.put(
        label(form, Claim.SUBMODULES), members(Map.entry(new Label.Named("app"), appraisal)));
    return new Members(claims);
  }

  static Members header(EarForm form) {
    return switch (form.encoding()) {
      case JWT ->
          members(
              Map.entry(new Label.Named("alg"), new Text("ES256")),
              Map.entry(new Label.Named("typ"), new Text("eat+jwt")),
              Map.entry(new Label.Named("kid"), new Text("a key")));
      case CWT ->
          members(
              Map.entry(new Label.Numbered(1), new Whole(-7)),
              Map.entry(new Label.Numbered(3), new Whole(263)),
              Map.entry(new Label.Numbered(16), new Text("application/eat+cwt")),
              Map.entry(new Label.Numbered(4), new Octets(Bytes.utf8("a key"))));
    };
  }

  static ClaimValue affirming(EarForm form) {
    return switch (form.encoding()) {
      case JWT -> new Text("affirming");
      case CWT -> new Whole(2);
    };
  }

  static String hardware(EarForm form) {
    return form.encoding() == TokenEncoding.JWT ? "hardware" : "4";
  }

  static String executables(EarForm form) {
    return form.encoding() == TokenEncoding.JWT ? "executables" : "2";
  }

  static String rawEvidence(EarForm form) {
    return switch (form.encoding()) {
      case JWT -> form.profile() == EarProfile.VERAISON ? "ear.raw-evidence" : "ear_raw_evidence";
      case CWT -> "1002";
    };
  }

  static String policies(EarForm form) {
    return switch (form.encoding()) {
      case JWT ->
          form.profile() == EarProfile.VERAISON
              ? "ear.appraisal-policy-id"
              : "ear_appraisal_policy_ids";
      case CWT -> "1003";
    };
  }

  static Label named(EarForm form, String name) {
    return switch (form.encoding()) {
      case JWT -> new Label.Named(name);
      case CWT -> new Label.Numbered(Long.parseLong(name));
    };
  }

  static Label label(EarForm form, Claim claim) {
    return claim.in(form.encoding());
  }

  static Label label(EarForm form, EarClaim claim) {
    return claim.in(form.encoding(), form.profile());
  }

  static String path(EarForm form, Claim claim) {
    return Mutation.name(label(form, claim));
  }

  static String path(EarForm form, EarClaim claim) {
    return Mutation.name(label(form, claim));
  }

  @SafeVarargs
  static Members members(Map.Entry<? extends Label, ? extends ClaimValue>... entries) {
    var members = new LinkedHashMap<Label, ClaimValue>();
    for (var entry : entries) {
      members.put(entry.getKey(), entry.getValue());
    }
    return new Members(members);
  }
}
