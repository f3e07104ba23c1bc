package dev.portcullis.agent.inspect;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.CoseRefusal;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.Sign1;
import dev.portcullis.crypto.message.MessageRefusal;
import dev.portcullis.crypto.message.Unverified;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a message of the protocol from a file apart. */
@Command(
    name = "message",
    description = {
      "Takes a signed message of the protocol from a file apart: its kind, its fields, whether a",
      "vehicle would read it, and, with a key, whether its signature holds."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  ./portcullis inspect message request.cbor",
      "",
      "Exit codes: 0 it is such a message, 1 it is refused, 2 the file cannot be read."
    })
final class MessageCommand implements Callable<Integer> {

  private static final int ACCEPTED = 0;
  private static final int REFUSED = 1;
  private static final int UNUSABLE = 2;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Option(
      names = "--key",
      paramLabel = "HEX",
      description = "The COSE_Key that must have signed it.")
  private Optional<String> key = Optional.empty();

  @Parameters(paramLabel = "FILE", description = "The encoded message.")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    var signer = key.map(this::signer);
    return switch (InputFile.read(file)) {
      case Outcome.Refused<Bytes, String>(var why) -> {
        spec.commandLine().getErr().println(why);
        yield UNUSABLE;
      }
      case Outcome.Passed<Bytes, String>(var bytes) -> inspect(bytes, signer);
    };
  }

  private int inspect(Bytes bytes, Optional<PublicKey> signer) {
    var out = spec.commandLine().getOut();
    return switch (Sign1.typ(bytes)) {
      case Outcome.Refused<String, CoseRefusal>(var why) -> refused(out, "structure", why.name());
      case Outcome.Passed<String, CoseRefusal>(var typ) ->
          MessageKind.of(typ)
              .map(kind -> inspect(out, kind, bytes, signer))
              .orElseGet(() -> refused(out, "kind", "WRONG_TYPE"));
    };
  }

  private static int inspect(
      PrintWriter out, MessageKind kind, Bytes bytes, Optional<PublicKey> signer) {
    out.println(kind.typ() + ", " + bytes.size() + " bytes");
    return switch (kind.reader().apply(bytes)) {
      case Outcome.Refused<Unverified<?>, MessageRefusal>(var why) ->
          refused(out, "structure", why.name());
      case Outcome.Passed<Unverified<?>, MessageRefusal>(var message) -> {
        out.println(" ✓ structure");
        int code = signature(out, message, signer);
        out.println("   signed by key " + message.keyId().value().hex());
        MessageText.fields(kind, message.payload()).forEach(out::println);
        yield code;
      }
    };
  }

  private static int signature(PrintWriter out, Unverified<?> message, Optional<PublicKey> signer) {
    if (signer.isEmpty()) {
      out.println(" – signature  not performed: needs --key");
      return ACCEPTED;
    }
    return switch (message.verify(signer.get())) {
      case Outcome.Passed<?, CoseRefusal> _ -> {
        out.println(" ✓ signature");
        yield ACCEPTED;
      }
      case Outcome.Refused<?, CoseRefusal>(var why) -> refused(out, "signature", why.name());
    };
  }

  private static int refused(PrintWriter out, String what, String why) {
    out.println(" ✗ " + what + "  " + why);
    return REFUSED;
  }

  private PublicKey signer(String hex) {
    try {
      if (PublicKey.parse(Bytes.fromHex(hex)) instanceof Outcome.Passed<PublicKey, ?>(var parsed)) {
        return parsed;
      }
    } catch (IllegalArgumentException _) {
      // Said below.
    }
    throw new CommandLine.ParameterException(
        spec.commandLine(), "--key must be an encoded COSE_Key in hexadecimal digits");
  }
}
