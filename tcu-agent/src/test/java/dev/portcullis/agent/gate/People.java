package dev.portcullis.agent.gate;

import dev.portcullis.agent.grant.Enrolment;
import dev.portcullis.agent.policy.Policy;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.token.EarForm;
import dev.portcullis.crypto.attest.token.EarIssuer;
import dev.portcullis.crypto.attest.token.EarProfile;
import dev.portcullis.crypto.attest.token.PinnedKey;
import dev.portcullis.crypto.attest.token.TokenEncoding;
import dev.portcullis.crypto.attest.token.TokenIssuer;
import dev.portcullis.crypto.attest.token.TokenIssuers;
import dev.portcullis.crypto.attest.token.TokenKind;
import dev.portcullis.crypto.attest.token.TrustTier;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.cose.SigningAuthority;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.crypto.message.Attestation;
import dev.portcullis.crypto.message.Channel;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.Grant;
import dev.portcullis.crypto.message.GrantCodec;
import dev.portcullis.crypto.message.GrantId;
import dev.portcullis.crypto.message.Role;
import dev.portcullis.crypto.message.Uses;
import dev.portcullis.crypto.message.VehicleId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whoever holds a key in the world of these tests, and what they signed for one another. */
final class People {

  private static final EarForm FORM = new EarForm(TokenEncoding.JWT, EarProfile.VERAISON);
  static final SecureRandom RANDOM = new SecureRandom();
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  static final VehicleId VEHICLE = VehicleId.random(RANDOM);
  static final long EPOCH = 3;
  static final long POLICY_SEQUENCE = 7;
  static final long REVOCATION_SEQUENCE = 4;
  static final String APP = "app.example";
  static final String BACK_END_WORKLOAD = "command-service.example";
  private static final int GUESTS_OF_A_WORLD = 100;
  static final Duration MAXIMUM_RUN = Duration.ofMinutes(10);

  static final Signer HAND_OVER = key();
  static final Signer OWNER = key();
  static final Signer DRIVER = key();
  static final Signer REVOKED = key();
  static final Signer STRANGER = key();
  static final Signer BACK_END = key();
  static final Signer APP_VERIFIER = key();
  static final Signer BACK_END_VERIFIER = key();
  static final Digest LINK_KEY = Digest.of(Bytes.utf8("the key of the local link"));
  static final Signer CAR = key();
  static final Signer REVOKER = key();

  /** Keys that are enrolled in each world, for whoever needs one. */
  static final List<SoftwareSigner> GUESTS =
      Stream.generate(People::key).limit(GUESTS_OF_A_WORLD).toList();

  static final List<SoftwareSigner> AUTHORITY = List.of(key(), key(), key());
  static final Signer TIME_KEY = SoftwareSigner.generate(Algorithm.EDDSA, RANDOM);
  static final Bytes OWNER_GRANT = GrantCodec.sign(grant(OWNER.publicKey(), Role.OWNER), HAND_OVER);
  static final Bytes DRIVER_GRANT = GrantCodec.sign(grant(DRIVER.publicKey(), Role.DRIVER), OWNER);
  static final Attestation BACK_END_EAR =
      ear(AttesterRole.BACK_END, BACK_END.publicKey(), TrustTier.AFFIRMING);

  private static final String APP_ISSUER = "app-verifier.example";
  private static final String BACK_END_ISSUER = "workload-verifier.example";

  private People() {}

  static SoftwareSigner key() {
    return SoftwareSigner.generate(Algorithm.ES256, RANDOM);
  }

  /** A grant of everything, for ever. */
  static Grant grant(PublicKey key, Role role) {
    return grant(key, role, EnumSet.allOf(CommandName.class), new Uses.Unlimited());
  }

  static Grant grant(PublicKey key, Role role, Set<CommandName> commands, Uses uses) {
    return new Grant(
        GrantId.random(RANDOM),
        VEHICLE,
        EPOCH,
        key,
        role,
        List.copyOf(EnumSet.copyOf(commands)),
        List.of(Channel.REMOTE, Channel.LOCAL),
        Instant.EPOCH,
        Grant.WITHOUT_END,
        uses);
  }

  /** An appraisal of a listed app or workload that holds {@code key}, live at {@link #NOW}. */
  static Attestation ear(AttesterRole role, PublicKey key, TrustTier tier) {
    return ear(role, subject(role), key, tier, NOW.plusSeconds(3600));
  }

  static Attestation ear(
      AttesterRole role, String subject, PublicKey key, TrustTier tier, Instant until) {
    return issuer(role)
        .issue(
            new EarIssuer.Verdict(role, subject, key, tier),
            until.minus(Duration.ofHours(2)),
            until);
  }

  static EarIssuer issuer(AttesterRole role) {
    return switch (role) {
      case APP -> new EarIssuer(APP_ISSUER, "1", FORM, APP_VERIFIER);
      case BACK_END -> new EarIssuer(BACK_END_ISSUER, "1", FORM, BACK_END_VERIFIER);
    };
  }

  private static String subject(AttesterRole role) {
    return switch (role) {
      case APP -> APP;
      case BACK_END -> BACK_END_WORKLOAD;
    };
  }

  /** Two of three sign hand-overs. */
  static SigningAuthority authority() {
    return new SigningAuthority(AUTHORITY.stream().map(Signer::publicKey).toList(), 2);
  }

  static Enrolment enrolment() {
    return Enrolment.verify(VEHICLE, EPOCH, HAND_OVER.publicKey(), List.of(OWNER_GRANT)).orFault();
  }

  private static dev.portcullis.agent.policy.Attestation attestation() {
    return new dev.portcullis.agent.policy.Attestation(
        TokenIssuers.of(
                List.of(
                    attester(AttesterRole.APP, APP_ISSUER, APP_VERIFIER, APP),
                    attester(
                        AttesterRole.BACK_END,
                        BACK_END_ISSUER,
                        BACK_END_VERIFIER,
                        BACK_END_WORKLOAD)))
            .orFault(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Allows everything to owner and driver, over the remote channel; {@code commands} a minute. */
  static Policy policy(int commands) {
    Map<CommandName, Policy.Rule> rules = new EnumMap<>(CommandName.class);
    for (CommandName name : CommandName.values()) {
      rules.put(
          name,
          new Policy.Rule(
              Set.of(Role.OWNER, Role.DRIVER),
              Set.of(Channel.REMOTE),
              Duration.ofSeconds(60),
              MAXIMUM_RUN,
              Optional.empty(),
              Optional.empty()));
    }
    return policy(rules, commands);
  }

  static Policy policy(Map<CommandName, Policy.Rule> rules, int commands) {
    return new Policy(
        POLICY_SEQUENCE,
        new Policy.Validity(NOW.minus(Duration.ofDays(30)), NOW.plus(Duration.ofDays(365))),
        new Policy.TimeKeys(List.of(TIME_KEY.publicKey()), 1),
        attestation(),
        rules,
        new Policy.Allowance(commands, Duration.ofMinutes(1)),
        Set.of(REVOKED.publicKey().thumbprint()),
        REVOCATION_SEQUENCE,
        new Policy.Authorities(List.of(REVOKER.publicKey()), List.of(), Optional.empty()));
  }

  private static TokenIssuer attester(
      AttesterRole role, String issuer, Signer verifier, String subject) {
    return new TokenIssuer(
        role,
        TokenKind.Ear.of(FORM.encoding(), FORM.profile(), role),
        Optional.of(issuer),
        Set.of(),
        List.of(PinnedKey.of(verifier.publicKey())),
        Set.of(subject),
        Duration.ofHours(24));
  }
}
