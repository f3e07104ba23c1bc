package dev.portcullis.agent.policy;

import dev.portcullis.crypto.attest.android.AndroidReferences;
import dev.portcullis.crypto.attest.apple.AppAttestReferences;
import dev.portcullis.crypto.attest.nitro.NitroReferences;
import dev.portcullis.crypto.attest.token.TokenIssuer;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.SigningAuthority;
import dev.portcullis.crypto.message.Channel;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A policy as sentences, for the person who is about to sign it. */
public final class PolicyWords {

  private PolicyWords() {}

  /** What {@code policy} says, a line for each thing. */
  public static List<String> of(Policy policy) {
    var lines = new ArrayList<String>();
    lines.add(
        "policy "
            + policy.sequence()
            + ", from "
            + policy.validity().notBefore()
            + " until "
            + policy.validity().notAfter());
    lines.add(
        "time: "
            + policy.time().threshold()
            + " of "
            + policy.time().keys().size()
            + " keys state it");
    policy.attestation().tokens().all().forEach(issuer -> lines.add(issuer(issuer)));
    policy.attestation().nitro().ifPresent(said -> lines.add(nitro(said)));
    policy.attestation().android().ifPresent(said -> lines.addAll(android(said)));
    policy.attestation().apple().ifPresent(said -> lines.addAll(apple(said)));
    for (CommandName name : CommandName.values()) {
      lines.add(command(name, policy));
    }
    lines.add(
        "allowance: "
            + policy.allowance().commands()
            + " commands a key in "
            + policy.allowance().window().toSeconds()
            + " s");
    lines.add(
        "revoked: "
            + policy.revoked().size()
            + " keys, by list number "
            + policy.revocationSequence());
    lines.add(each("revocation documents", policy.authorities().revocations()));
    lines.add(each("orders of the SOC", policy.authorities().orders()));
    lines.add(
        "the next policy: "
            + policy
                .authorities()
                .policies()
                .map(PolicyWords::signers)
                .orElse("signed by whoever must sign this one"));
    return lines;
  }

  /** Who must sign, by the first digits of their thumbprints. */
  public static String signers(SigningAuthority signers) {
    return "signed by "
        + signers.threshold()
        + " of "
        + signers.keys().size()
        + ", "
        + names(signers.keys());
  }

  /** What {@code policy} changes for a vehicle whose policies {@code inForce} sign. */
  public static List<String> change(SigningAuthority inForce, Policy policy) {
    var next = policy.authorities().policies();
    if (next.isEmpty() || next.get().digest().equals(inForce.digest())) {
      return List.of("signers: unchanged; this policy is to be " + signers(inForce));
    }
    var lines = new ArrayList<String>();
    lines.add("signers: CHANGED");
    lines.add("  this policy is to be " + signers(inForce));
    lines.add("  and also " + signers(next.get()));
    var added = without(next.get().keys(), inForce.keys());
    var removed = without(inForce.keys(), next.get().keys());
    if (!added.isEmpty()) {
      lines.add("  new: " + names(added));
    }
    if (!removed.isEmpty()) {
      lines.add("  no longer: " + names(removed));
    }
    return lines;
  }

  private static List<PublicKey> without(List<PublicKey> keys, List<PublicKey> others) {
    return keys.stream().filter(key -> !others.contains(key)).toList();
  }

  private static String each(String what, List<PublicKey> keys) {
    return what
        + ": "
        + (keys.isEmpty() ? "signed by nobody" : "each signed by one of " + names(keys));
  }

  private static String names(List<PublicKey> keys) {
    return keys.stream().map(key -> key.thumbprint().shortHex()).collect(Collectors.joining(", "));
  }

  private static String issuer(TokenIssuer issuer) {
    return issuer.role().wire()
        + ": "
        + String.join(", ", issuer.subjects().stream().sorted().toList())
        + ", by a token ("
        + issuer.kind().format()
        + ") of "
        + issuer.issuer().orElse("whoever holds the key")
        + ", one of "
        + issuer.keys().size()
        + " keys, for "
        + issuer.maximumAge().toSeconds()
        + " s";
  }

  private static String nitro(NitroReferences said) {
    return "back-end: "
        + said.enclaves().stream()
            .map(enclave -> enclave.name() + " (PCR " + enclave.registers().keySet() + ")")
            .collect(Collectors.joining(", "))
        + ", in a Nitro enclave, for "
        + said.maximumAge().toSeconds()
        + " s";
  }

  private static List<String> android(AndroidReferences said) {
    var lines = new ArrayList<String>();
    said.apps()
        .forEach(app ->
            lines.add(
                "enrolment: the Android app "
                    + app.packageName()
                    + " from version "
                    + app.minimumVersion()
                    + ", with a key in "
                    + words(said.protections())
                    + ", user authentication "
                    + said.userAuthentication().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
    return lines;
  }

  private static List<String> apple(AppAttestReferences said) {
    return said.apps().stream()
        .map(app ->
            "enrolment: the Apple app " + app.identifier() + ", " + words(said.environments()))
        .sorted()
        .toList();
  }

  private static String command(CommandName name, Policy policy) {
    var rule = policy.commands().get(name);
    if (rule == null) {
      return name.wire() + ": forbidden";
    }
    var roles = rule.roles().stream().sorted().map(Role::wire).toList();
    var channels = rule.channels().stream().sorted().map(Channel::wire).toList();
    return name.wire()
        + ": "
        + String.join(", ", roles)
        + "; "
        + String.join(", ", channels)
        + "; within "
        + rule.lifetime().toSeconds()
        + " s"
        + (name == CommandName.START
            ? "; runs at most " + rule.maximumRun().toSeconds() + " s"
            : "")
        + rule.preconditions().map(condition -> "; while " + condition).orElse("")
        + rule.allowance()
            .map(own -> "; " + own.commands() + " a key in " + own.window().toSeconds() + " s")
            .orElse("");
  }

  private static String words(Collection<? extends Enum<?>> constants) {
    return constants.stream()
        .sorted()
        .map(each -> each.name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .collect(Collectors.joining(" or "));
  }
}
