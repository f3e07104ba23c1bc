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
import dev.portcullis.agent.settings.Mistakes;
import dev.portcullis.agent.settings.Section;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.SigningAuthority;
import dev.portcullis.crypto.message.Channel;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.Role;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the policy's JSON, strictly: no unknown or repeated member, no text for a number. */
final class PolicyReader {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int MAX_LIFETIME_SECONDS = 600;
  private static final int MAX_RUN_SECONDS = 3600;
  private static final int MAX_DEPTH = 8;
  private static final int SCHEMA = 1;

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

  private final Mistakes mistakes = new Mistakes();

  private PolicyReader() {}

  static Outcome<Policy, PolicyRefusal> read(Bytes json) {
    try (JsonParser parser = MAPPER.createParser(json.toArray())) {
      JsonNode tree = MAPPER.readTree(parser);
      if (tree == null || parser.nextToken() != null) {
        return Outcome.refused(PolicyRefusal.Unreadable.one("(top)", "is not one JSON object"));
      }
      return new PolicyReader().read(Section.root(tree));
    } catch (BadSetting bad) {
      return Outcome.refused(PolicyRefusal.Unreadable.one(bad.path(), bad.reason()));
    } catch (JsonProcessingException syntax) {
      var where = syntax.getLocation();
      String line = where == null ? "(top)" : "line " + where.getLineNr();
      return Outcome.refused(PolicyRefusal.Unreadable.one(line, syntax.getOriginalMessage()));
    } catch (IOException e) {
      return Outcome.refused(PolicyRefusal.Unreadable.one("(top)", String.valueOf(e.getMessage())));
    }
  }

  private Outcome<Policy, PolicyRefusal> read(Section top) {
    long schema = mistakes.or(0L, () -> top.number("schema", SCHEMA, SCHEMA));
    var sequence = mistakes.of(() -> top.number("sequence", 1, Long.MAX_VALUE));
    var validity = mistakes.of(() -> validity(top.section("validity")));
    var time = mistakes.of(() -> timeKeys(top.section("time")));
    var attestation =
        mistakes
            .of(() -> top.section("attestation"))
            .map(section -> new AttestationReader(mistakes).read(section));
    var commands = mistakes.of(() -> commands(top.section("commands")));
    var allowance = mistakes.of(() -> allowance(top.section("allowance")));
    var revoked = mistakes.of(() -> revoked(top.section("revoked")));
    var revocations = mistakes.of(() -> KeyReader.optionalCoseKeys(top, "revocationKeys"));
    var orders = mistakes.of(() -> KeyReader.optionalCoseKeys(top, "orderKeys"));
    var signers = mistakes.of(() -> signers(top, revoked));
    mistakes.during(top::end);
    return mistakes.found().isEmpty() && schema == SCHEMA
        ? Outcome.passed(
            new Policy(
                sequence.orElseThrow(),
                validity.orElseThrow(),
                time.orElseThrow(),
                attestation.orElseThrow(),
                commands.orElseThrow(),
                allowance.orElseThrow(),
                revoked.orElseThrow().keys(),
                revoked.orElseThrow().sequence(),
                new Policy.Authorities(
                    revocations.orElseThrow(), orders.orElseThrow(), signers.orElseThrow())))
        : Outcome.refused(
            new PolicyRefusal.Unreadable(
                mistakes.found().stream()
                    .map(bad -> new PolicyRefusal.Mistake(bad.path(), bad.reason()))
                    .toList()));
  }

  private static Optional<SigningAuthority> signers(Section top, Optional<Revoked> revoked)
      throws BadSetting {
    var found = top.optionalSection("signers");
    if (found.isEmpty()) {
      return Optional.empty();
    }
    var section = found.get();
    var keys = KeyReader.coseKeys(section, "keys");
    if (keys.size() > Policy.Authorities.MOST_SIGNERS) {
      throw section.bad("keys", "must name at most " + Policy.Authorities.MOST_SIGNERS + " keys");
    }
    for (int i = 0; i < keys.size(); i++) {
      var thumbprint = keys.get(i).thumbprint();
      if (revoked.filter(list -> list.keys().contains(thumbprint)).isPresent()) {
        throw section.bad("keys[" + i + "]", "is revoked by this very policy");
      }
    }
    int threshold = (int) section.number("threshold", 1, keys.size());
    section.end();
    return Optional.of(new SigningAuthority(keys, threshold));
  }

  private record Revoked(long sequence, Set<Digest> keys) {}

  private static Revoked revoked(Section section) throws BadSetting {
    var revoked =
        new Revoked(
            section.number("sequence", 0, Long.MAX_VALUE), KeyReader.digests(section, "keys"));
    section.end();
    return revoked;
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
    var keys = KeyReader.coseKeys(section, "keys");
    int threshold = (int) section.number("threshold", 1, keys.size());
    section.end();
    return new Policy.TimeKeys(keys, threshold);
  }

  private Map<CommandName, Policy.Rule> commands(Section section) throws BadSetting {
    var rules = new EnumMap<CommandName, Policy.Rule>(CommandName.class);
    for (CommandName name : CommandName.values()) {
      mistakes.during(() -> {
        var found = section.optionalSection(name.wire());
        if (found.isPresent()) {
          rules.put(name, rule(name, found.get()));
        }
      });
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
    var preconditions = section.optionalText("preconditions");
    Optional<Policy.Allowance> allowance = Optional.empty();
    var own = section.optionalSection("allowance");
    if (own.isPresent()) {
      allowance = Optional.of(allowance(own.get()));
    }
    section.end();
    return new Policy.Rule(roles, channels, lifetime, run, preconditions, allowance);
  }

  private static Policy.Allowance allowance(Section section) throws BadSetting {
    int commands = (int) section.number("commands", 1, 100_000);
    var window = section.duration("seconds", SECOND, 1, 86_400);
    section.end();
    return new Policy.Allowance(commands, window);
  }
}
