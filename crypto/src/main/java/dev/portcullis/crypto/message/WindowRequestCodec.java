package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.Signer;

/** The wire form of a {@link WindowRequest}: {@code portcullis/window/1}, signed by an owner. */
public final class WindowRequestCodec {

  private static final int VEHICLE = 1;
  private static final int ID = 2;
  private static final int BOOT = 3;
  private static final int SLOT = 4;
  private static final int NONCE = 5;

  private WindowRequestCodec() {}

  /** Reads at most 512 bytes; refuses whatever is not exactly such a request. Never throws. */
  public static Outcome<Unverified<WindowRequest>, MessageRefusal> parse(Bytes encoded) {
    return Envelope.parse(encoded, Limits.WINDOW_BYTES, Envelope.WINDOW)
        .then(envelope -> claims(envelope.payload()).map(envelope::unverified));
  }

  /** The encoded message, signed by {@code signer}. */
  public static Bytes sign(WindowRequest request, Signer signer) {
    var payload =
        new FieldWriter()
            .bytes(VEHICLE, request.vehicle().value())
            .bytes(ID, request.id().value())
            .bytes(BOOT, request.boot().value())
            .number(SLOT, request.slot())
            .bytes(NONCE, request.nonce().value())
            .map();
    return Envelope.sign(payload, signer, Envelope.WINDOW);
  }

  private static Outcome<WindowRequest, MessageRefusal> claims(CborMap map) {
    var in = new FieldReader(map);
    Bytes vehicle = in.id(VEHICLE);
    Bytes id = in.id(ID);
    Bytes boot = in.id(BOOT);
    long slot = in.number(SLOT);
    Bytes nonce = in.id(NONCE);
    return in.finish(() ->
        new WindowRequest(
            new VehicleId(vehicle), new StatementId(id), new BootId(boot), slot, new Nonce(nonce)));
  }
}
