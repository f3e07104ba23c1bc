package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborMap;
import java.util.List;
import java.util.Optional;

/**
 * The wire form of a {@link LocalRequest}: a map, unsigned outside. The command, grants and lease
 * inside stay encoded: each has its own codec and its own signature.
 */
public final class LocalRequestCodec {

  private static final int COMMAND = 1;
  private static final int APP = 2;
  private static final int GRANTS = 3;
  private static final int LEASE = 4;
  private static final int BACK_END = 5;

  private LocalRequestCodec() {}

  /** Reads at most 48 KiB; refuses whatever is not exactly a local request. Never throws. */
  public static Outcome<LocalRequest, MessageRefusal> parse(Bytes encoded) {
    return encoded.size() > Limits.LOCAL_BYTES
        ? Outcome.refused(MessageRefusal.TOO_LARGE)
        : Envelope.map(encoded, Limits.PAYLOAD).then(LocalRequestCodec::fields);
  }

  /** The encoded map. */
  public static Bytes encode(LocalRequest request) {
    return Cbor.encode(
        new FieldWriter()
            .bytes(COMMAND, request.command())
            .item(APP, request.app().item())
            .byteStrings(GRANTS, request.grants())
            .bytes(LEASE, request.leased().map(LocalRequest.Leased::lease))
            .item(BACK_END, request.leased().map(leased -> leased.backEnd().item()))
            .map());
  }

  private static Outcome<LocalRequest, MessageRefusal> fields(CborMap map) {
    var in = new FieldReader(map);
    Bytes command = in.bytes(COMMAND, Limits.COMMAND_BYTES);
    Optional<Attestation> app = in.attestation(APP);
    List<Bytes> grants = in.grants(GRANTS);
    Optional<LocalRequest.Leased> leased = in.present(LEASE) ? leased(in) : Optional.empty();
    return in.finish(() -> new LocalRequest(command, app.orElseThrow(), grants, leased));
  }

  private static Optional<LocalRequest.Leased> leased(FieldReader in) {
    Bytes lease = in.bytes(LEASE, Limits.LEASE_BYTES);
    return in.attestation(BACK_END).map(backEnd -> new LocalRequest.Leased(lease, backEnd));
  }
}
