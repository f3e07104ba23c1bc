package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.Signer;
import java.time.Instant;

/** The wire form of a {@link TimeStatement}: {@code portcullis/time/1}, signed by a time key. */
public final class TimeStatementCodec {

  private static final int VEHICLE = 1;
  private static final int BOOT = 2;
  private static final int NONCE = 3;
  private static final int UNIX_SECONDS = 4;

  private TimeStatementCodec() {}

  /** Reads at most 512 bytes; refuses whatever is not exactly a time statement. Never throws. */
  public static Outcome<Unverified<TimeStatement>, MessageRefusal> parse(Bytes encoded) {
    return Envelope.parse(encoded, Limits.TIME_BYTES, Envelope.TIME)
        .then(envelope -> claims(envelope.payload()).map(envelope::unverified));
  }

  /** The encoded message, signed by {@code signer}. */
  public static Bytes sign(TimeStatement statement, Signer signer) {
    var payload =
        new FieldWriter()
            .bytes(VEHICLE, statement.vehicle().value())
            .bytes(BOOT, statement.boot().value())
            .bytes(NONCE, statement.nonce().value())
            .number(UNIX_SECONDS, statement.time().getEpochSecond())
            .map();
    return Envelope.sign(payload, signer, Envelope.TIME);
  }

  private static Outcome<TimeStatement, MessageRefusal> claims(CborMap map) {
    var in = new FieldReader(map);
    Bytes vehicle = in.id(VEHICLE);
    Bytes boot = in.id(BOOT);
    Bytes nonce = in.id(NONCE);
    long seconds = in.number(UNIX_SECONDS, Limits.LAST_SECOND);
    return in.finish(() ->
        new TimeStatement(
            new VehicleId(vehicle),
            new BootId(boot),
            new Nonce(nonce),
            Instant.ofEpochSecond(seconds)));
  }
}
