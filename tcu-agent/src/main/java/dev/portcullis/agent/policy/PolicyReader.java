package dev.portcullis.agent.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portcullis.agent.settings.BadSetting;
import dev.portcullis.agent.settings.Section;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AnchorRefusal;
import dev.portcullis.crypto.attest.AttestationAnchor;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.EarVerifier;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.message.Channel;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.Role;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the policy's JSON, strictly: no unknown or repeated member, no text for a number. */
final class PolicyReader {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int MAX_LIFETIME_SECONDS = 600;
  private static final int MAX_RUN_SECONDS = 3600;
  private static final int MAX_DEPTH = 8;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxDocumentLength(SignedPolicy.MAX_SIZE)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private PolicyReader() {}

  static Outcome<Policy, PolicyRefusal> read(Bytes json) {
    try (JsonParser parser = MAPPER.createParser(json.toArray())) {
      JsonNode tree = MAPPER.readTree(parser);
      if (tree == null || parser.nextToken() != null) {
        return Outcome.refused(new PolicyRefusal.Unreadable("(top)", "is not one JSON object"));
      }
      return Outcome.passed(policy(Section.root(tree)));
    } catch (BadSetting bad) {
      return Outcome.refused(new PolicyRefusal.Unreadable(bad.path(), bad.reason()));
    } catch (JsonProcessingException syntax) {
      var where = syntax.getLocation();
      String line = where == null ? "(top)" : "line " + where.getLineNr();
      return Outcome.refused(new PolicyRefusal.Unreadable(line, syntax.getOriginalMessage()));
    } catch (IOException e) {
      return Outcome.refused(new PolicyRefusal.Unreadable("(top)", String.valueOf(e.getMessage())));
    }
  }

  private static Policy policy(Section top) throws BadSetting {
    var _ = top.number("schema", 1, 1);
    long sequence = top.number("sequence", 1, Long.MAX_VALUE);
    var validity = validity(top.section("validity"));
    var time = timeKeys(top.section("time"));
    var attesters = new ArrayList<Policy.Attester>();
    for (Section section : top.sections("attestation")) {
      attesters.add(attester(section));
    }
    var commands = commands(top.section("commands"));
    var allowance = allowance(top.section("allowance"));
    var revoked = top.section("revoked");
    long revocationSequence = revoked.number("sequence", 0, Long.MAX_VALUE);
    var keys = digests(revoked, "keys");
    revoked.end();
    var revocationKeys =
        top.has("revocationKeys") && !top.hexes("revocationKeys").isEmpty()
            ? publicKeys(top, "revocationKeys")
            : List.<PublicKey>of();
    top.end();
    var policy =
        new Policy(
            sequence,
            validity,
            time,
            attesters,
            commands,
            allowance,
            keys,
            revocationSequence,
            revocationKeys);
    // Section 1, condition 3: each (format, issuer, key) has one role, app or back-end.
    if (EarVerifier.of(policy.anchors())
        instanceof Outcome.Refused<EarVerifier, AnchorRefusal>(var reason)) {
      throw top.bad("attestation", "cannot be relied on: " + reason);
    }
    return policy;
  }

  private static Policy.Validity validity(Section section) throws BadSetting {
    var notBefore = section.instant("notBefore");
    var notAfter = section.instant("notAfter");
    if (!notBefore.isBefore(notAfter)) {
      throw section.bad("notAfter", "must be later than notBefore");
    }
    section.end();
    return new Policy.Validity(notBefore, notAfter);
  }

  private static Policy.TimeKeys timeKeys(Section section) throws BadSetting {
    var keys = publicKeys(section, "keys");
    int threshold = (int) section.number("threshold", 1, Math.max(1, keys.size()));
    section.end();
    return new Policy.TimeKeys(keys, threshold);
  }

  private static Policy.Attester attester(Section section) throws BadSetting {
    var role =
        switch (section.text("role")) {
          case "app" -> AttesterRole.APP;
          case "back-end" -> AttesterRole.BACK_END;
          case String other ->
              throw section.bad("role", "is " + other + ", must be app or back-end");
        };
    String format = section.text("format");
    String issuer = section.text("issuer");
    var algorithm =
        switch (section.text("algorithm")) {
          case "ES256" -> Algorithm.ES256;
          case "EdDSA" -> Algorithm.EDDSA;
          case String other ->
              throw section.bad("algorithm", "is " + other + ", must be ES256 or EdDSA");
        };
    var key = publicKey(section, "key", section.hex("key"));
    if (key.algorithm() != algorithm) {
      throw section.bad("key", "is a key of " + key.algorithm() + ", not of " + algorithm);
    }
    var subjects = Set.copyOf(section.texts("subjects"));
    section.end();
    return new Policy.Attester(
        new AttestationAnchor(role, format, issuer, algorithm, key), subjects);
  }

  private static Map<CommandName, Policy.Rule> commands(Section section) throws BadSetting {
    var rules = new EnumMap<CommandName, Policy.Rule>(CommandName.class);
    for (CommandName name : CommandName.values()) {
      var found = section.optionalSection(name.wire());
      if (found.isPresent()) {
        rules.put(name, rule(name, found.get()));
      }
    }
    section.end();
    return rules;
  }

  private static Policy.Rule rule(CommandName name, Section section) throws BadSetting {
    var roles = EnumSet.noneOf(Role.class);
    for (String text : section.texts("roles")) {
      roles.add(Role.ofWire(text).orElseThrow(() -> section.bad("roles", text + " is not a role")));
    }
    var channels = EnumSet.noneOf(Channel.class);
    for (String text : section.texts("channels")) {
      channels.add(
          Channel.ofWire(text)
              .orElseThrow(() -> section.bad("channels", text + " is not a channel")));
    }
    var lifetime = section.duration("lifetimeSeconds", SECOND, 1, MAX_LIFETIME_SECONDS);
    var run =
        name == CommandName.START
            ? section.duration("runSeconds", SECOND, 1, MAX_RUN_SECONDS)
            : Duration.ZERO;
    section.end();
    return new Policy.Rule(roles, channels, lifetime, run);
  }

  private static Policy.Allowance allowance(Section section) throws BadSetting {
    int commands = (int) section.number("commands", 1, 100_000);
    var window = section.duration("seconds", SECOND, 1, 86_400);
    section.end();
    return new Policy.Allowance(commands, window);
  }

  private static List<PublicKey> publicKeys(Section section, String key) throws BadSetting {
    var keys = new ArrayList<PublicKey>();
    for (Bytes encoded : section.hexes(key)) {
      keys.add(publicKey(section, key, encoded));
    }
    if (keys.isEmpty()) {
      throw section.bad(key, "must name at least one key");
    }
    if (Set.copyOf(keys).size() < keys.size()) {
      throw section.bad(key, "names a key twice");
    }
    return keys;
  }

  private static PublicKey publicKey(Section section, String key, Bytes encoded) throws BadSetting {
    return switch (PublicKey.parse(encoded)) {
      case Outcome.Passed<PublicKey, ?>(var parsed) -> parsed;
      case Outcome.Refused<PublicKey, ?>(var reason) ->
          throw section.bad(key, "is not a COSE_Key this agent knows: " + reason);
    };
  }

  private static Set<Digest> digests(Section section, String key) throws BadSetting {
    var digests = new HashSet<Digest>();
    for (Bytes value : section.hexes(key)) {
      if (value.size() != Digest.SIZE) {
        throw section.bad(key, "must be thumbprints of 32 bytes");
      }
      digests.add(new Digest(value));
    }
    return digests;
  }
}
