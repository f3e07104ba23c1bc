package dev.portcullis.agent.inspect;

import dev.portcullis.agent.policy.Policy;
import dev.portcullis.agent.policy.PolicyDraft;
import dev.portcullis.agent.policy.PolicyRefusal;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.Appraisal;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.Finding;
import dev.portcullis.crypto.attest.Occasion;
import dev.portcullis.crypto.attest.Requirement;
import dev.portcullis.crypto.attest.Verdict;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds an attestation from a file against a policy, and shows every requirement. */
@Command(
    name = "attestation",
    description = {
      "Appraises an attestation from a file as a vehicle with this policy would, and shows every",
      "requirement with its verdict."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "FILE is a token, a PEM chain (leaf first), or raw CBOR or COSE, as the format has it. What is",
      "not given cannot be compared: those requirements are shown as not performed.",
      "",
      "Example:",
      "  ./portcullis inspect attestation --format nitro --role backend \\",
      "      --at 2026-11-22T12:00:00Z --policy policy.json document.cbor",
      "",
      "Exit codes: 0 accepted, 1 refused, 2 a file or the policy cannot be read."
    })
final class AttestationCommand implements Callable<Integer> {

  private static final int ACCEPTED = 0;
  private static final int REFUSED = 1;
  private static final int UNUSABLE = 2;
  private static final String JWT = "+jwt";
  private static final int LF = 0x0a;
  private static final int CR = 0x0d;
  private static final Set<String> FORMATS =
      Set.of("ear+jwt", "ear+cwt", "approov+jwt", "nitro", "android-key", "app-attest");

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Option(
      names = "--format",
      required = true,
      paramLabel = "F",
      description = "ear+jwt, ear+cwt, approov+jwt, nitro, android-key or app-attest.")
  private String format = "";

  @Option(
      names = "--role",
      required = true,
      paramLabel = "ROLE",
      description = "Whose attestation it is to be: app or backend.")
  private String role = "";

  @Option(
      names = "--at",
      required = true,
      paramLabel = "TIME",
      description = "When it is judged, such as 2026-11-22T12:00:00Z.")
  private String at = "";

  @Option(
      names = "--policy",
      required = true,
      paramLabel = "FILE",
      description = "The policy's JSON (docs/policy.md); it need not be signed.")
  private Path policy = Path.of("policy.json");

  @Option(
      names = "--challenge",
      paramLabel = "HEX",
      description = "What it must have been made for: challenge, nonce, or client data.")
  private Optional<String> challenge = Optional.empty();

  @Option(
      names = "--key-id",
      paramLabel = "HEX",
      description = {
        "The key it must vouch for: the thumbprint (RFC 9679) of a command or countersign key, for",
        "app-attest the identifier of the app's key."
      })
  private Optional<String> keyId = Optional.empty();

  @Option(names = "--json", description = "The same as JSON.")
  private boolean json;

  @Parameters(paramLabel = "FILE", description = "The document.")
  private Path document = Path.of("");

  @Override
  public Integer call() {
    var occasion = new Occasion(role(), at(), challenge.map(this::bytes), keyId.map(this::bytes));
    if (!FORMATS.contains(format)) {
      throw wrong("--format is " + format + ", must be one of " + String.join(", ", FORMATS));
    }
    return switch (InputFile.read(policy)
        .then(body -> PolicyDraft.read(body).<String>mapRefusal(this::said))
        .then(draft ->
            InputFile.read(document)
                .map(bytes -> appraise(draft, withoutLineEnd(bytes), occasion)))) {
      case Outcome.Refused<Appraisal, String>(var why) -> {
        spec.commandLine().getErr().println(why);
        yield UNUSABLE;
      }
      case Outcome.Passed<Appraisal, String>(var appraisal) -> {
        var question = new Question(format, occasion.role(), occasion.at());
        var out = spec.commandLine().getOut();
        if (json) {
          out.println(AppraisalJson.text(question, appraisal));
        } else {
          AppraisalText.lines(question, appraisal).forEach(out::println);
        }
        yield appraisal.result().isPresent() ? ACCEPTED : REFUSED;
      }
    };
  }

  /** A token in a file usually ends with the line; on the wire it does not. */
  private Bytes withoutLineEnd(Bytes bytes) {
    int end = bytes.size();
    while (format.endsWith(JWT)
        && end > 0
        && (bytes.at(end - 1) == LF || bytes.at(end - 1) == CR)) {
      end--;
    }
    return bytes.slice(0, end);
  }

  private Appraisal appraise(Policy draft, Bytes bytes, Occasion occasion) {
    return draft
        .attestation()
        .all()
        .find(format)
        .map(appraiser -> appraiser.inspect(bytes, occasion))
        .orElseGet(() ->
            new Appraisal(
                List.of(
                    new Finding(
                        Requirement.ISSUER,
                        Verdict.failed(
                            AttestationRefusal.UNKNOWN_FORMAT,
                            "the policy says nothing of " + format))),
                Optional.empty()));
  }

  private String said(PolicyRefusal why) {
    return policy + ": " + why.explanation() + System.lineSeparator() + "next: see docs/policy.md";
  }

  private AttesterRole role() {
    return switch (role) {
      case "app" -> AttesterRole.APP;
      case "backend", "back-end" -> AttesterRole.BACK_END;
      default -> throw wrong("--role is " + role + ", must be app or backend");
    };
  }

  private Instant at() {
    try {
      return Instant.parse(at);
    } catch (DateTimeException _) {
      throw wrong("--at is " + at + ", must be like 2026-11-22T12:00:00Z");
    }
  }

  private Bytes bytes(String hex) {
    try {
      return Bytes.fromHex(hex);
    } catch (IllegalArgumentException _) {
      throw wrong(hex + " is not hexadecimal digits, two a byte");
    }
  }

  private CommandLine.ParameterException wrong(String text) {
    return new CommandLine.ParameterException(
        spec.commandLine(), text + "; next: ./portcullis inspect attestation --help");
  }
}
