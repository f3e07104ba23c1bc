package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import java.util.Optional;

/**
 * The vehicle's signed answer to one command. Why it was refused and what state the car is in are
 * in the sealed detail, so that nobody between vehicle and phone learns them.
 *
 * @param commandDigest the digest of the command's payload
 * @param sealedDetail a {@link ReceiptDetail} sealed to the command's reply key, 1 to 6,144 bytes
 * @param sequence rises with every receipt of this vehicle; not negative
 * @param beacon the encoded newest beacon, where the advice is to sign again over it
 */
public record Receipt(
    VehicleId vehicle,
    CommandId command,
    Digest commandDigest,
    ReceiptOutcome outcome,
    Optional<Bytes> sealedDetail,
    BootId boot,
    long sequence,
    Optional<Bytes> beacon) {

  /** Checks what the codec has already refused. */
  public Receipt {
    if (sequence < 0) {
      throw new IllegalArgumentException("a negative sequence: " + sequence);
    }
  }
}
