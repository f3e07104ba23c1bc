package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.Signer;
import java.util.List;
import java.util.Optional;

/**
 * The wire form of a {@link CommandRequest}: {@code portcullis/request/1}, signed by a back-end.
 * The command and grants inside stay encoded: each has its own codec and its own signature.
 */
public final class CommandRequestCodec {

  private static final int COMMAND = 1;
  private static final int APP = 2;
  private static final int GRANTS = 3;
  private static final int BACK_END = 4;
  private static final int BACK_END_TIME = 5;
  private static final int POLICY_SEQUENCE = 6;
  private static final int REVOCATION_SEQUENCE = 7;

  private CommandRequestCodec() {}

  /** Reads at most 48 KiB; refuses whatever is not exactly a request. Never throws. */
  public static Outcome<Unverified<CommandRequest>, MessageRefusal> parse(Bytes encoded) {
    return Envelope.parse(encoded, Limits.REQUEST_BYTES, Envelope.REQUEST)
        .then(envelope -> claims(envelope.payload()).map(envelope::unverified));
  }

  /** The encoded message, signed by {@code signer}. */
  public static Bytes sign(CommandRequest request, Signer signer) {
    return Envelope.sign(payload(request), signer, Envelope.REQUEST);
  }

  private static Outcome<CommandRequest, MessageRefusal> claims(CborMap map) {
    var in = new FieldReader(map);
    Bytes command = in.bytes(COMMAND, Limits.COMMAND_BYTES);
    Optional<Attestation> app = in.attestation(APP);
    List<Bytes> grants = in.grants(GRANTS);
    Optional<Attestation> backEnd = in.attestation(BACK_END);
    long backEndTime = in.number(BACK_END_TIME, Limits.LAST_SECOND);
    long policySequence = in.number(POLICY_SEQUENCE);
    long revocationSequence = in.number(REVOCATION_SEQUENCE);
    return in.finish(() ->
        new CommandRequest(
            command,
            app.orElseThrow(),
            grants,
            backEnd.orElseThrow(),
            backEndTime,
            policySequence,
            revocationSequence));
  }

  private static CborMap payload(CommandRequest request) {
    return new FieldWriter()
        .bytes(COMMAND, request.command())
        .item(APP, request.app().item())
        .byteStrings(GRANTS, request.grants())
        .item(BACK_END, request.backEnd().item())
        .number(BACK_END_TIME, request.backEndTime())
        .number(POLICY_SEQUENCE, request.policySequence())
        .number(REVOCATION_SEQUENCE, request.revocationSequence())
        .map();
  }
}
