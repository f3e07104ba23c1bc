package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.Signer;
import java.util.Optional;

/** The wire form of a {@link Receipt}: {@code portcullis/receipt/1}, signed by the vehicle. */
public final class ReceiptCodec {

  private static final int VEHICLE = 1;
  private static final int COMMAND = 2;
  private static final int COMMAND_DIGEST = 3;
  private static final int OUTCOME = 4;
  private static final int SEALED_DETAIL = 5;
  private static final int BOOT = 6;
  private static final int SEQUENCE = 7;
  private static final int BEACON = 8;

  private ReceiptCodec() {}

  /** Reads at most 8 KiB; refuses whatever is not exactly a receipt. Never throws. */
  public static Outcome<Unverified<Receipt>, MessageRefusal> parse(Bytes encoded) {
    return Envelope.parse(encoded, Limits.RECEIPT_BYTES, Envelope.RECEIPT)
        .then(envelope -> claims(envelope.payload()).map(envelope::unverified));
  }

  /** The encoded message, signed by {@code signer}. */
  public static Bytes sign(Receipt receipt, Signer signer) {
    return Envelope.sign(payload(receipt), signer, Envelope.RECEIPT);
  }

  private static Outcome<Receipt, MessageRefusal> claims(CborMap map) {
    var in = new FieldReader(map);
    Bytes vehicle = in.id(VEHICLE);
    Bytes command = in.id(COMMAND);
    var commandDigest = in.digest(COMMAND_DIGEST);
    Optional<ReceiptOutcome> outcome = in.constant(OUTCOME, ReceiptOutcome::ofWire);
    Optional<Bytes> sealedDetail = in.optionalBytes(SEALED_DETAIL, Limits.SEALED_DETAIL_BYTES);
    Bytes boot = in.id(BOOT);
    long sequence = in.number(SEQUENCE);
    Optional<Bytes> beacon = in.optionalBytes(BEACON, Limits.BEACON_BYTES);
    return in.finish(() ->
        new Receipt(
            new VehicleId(vehicle),
            new CommandId(command),
            commandDigest,
            outcome.orElseThrow(),
            sealedDetail,
            new BootId(boot),
            sequence,
            beacon));
  }

  private static CborMap payload(Receipt receipt) {
    return new FieldWriter()
        .bytes(VEHICLE, receipt.vehicle().value())
        .bytes(COMMAND, receipt.command().value())
        .bytes(COMMAND_DIGEST, receipt.commandDigest().value())
        .text(OUTCOME, receipt.outcome().wire())
        .bytes(SEALED_DETAIL, receipt.sealedDetail())
        .bytes(BOOT, receipt.boot().value())
        .number(SEQUENCE, receipt.sequence())
        .bytes(BEACON, receipt.beacon())
        .map();
  }
}
