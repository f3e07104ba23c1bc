package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.security.SecureRandom;

/**
 * A random pseudonym for one vehicle; no VIN, and nothing that a VIN could be computed from.
 *
 * @param value 16 bytes
 */
public record VehicleId(Bytes value) {

  /** Checks the size; untrusted bytes come through {@link #parse}. */
  public VehicleId {
    Id16.check(value);
  }

  /** Reads 16 bytes; refuses {@code BAD_VALUE} for any other number. */
  public static Outcome<VehicleId, MessageRefusal> parse(Bytes value) {
    return Id16.sized(value).map(VehicleId::new);
  }

  /** Reads 32 lower-case hexadecimal digits; refuses {@code BAD_VALUE} for anything else. */
  public static Outcome<VehicleId, MessageRefusal> parseHex(String digits) {
    return Id16.fromHex(digits).map(VehicleId::new);
  }

  /** A new one, different from every other. */
  public static VehicleId random(SecureRandom random) {
    return new VehicleId(Id16.random(random));
  }

  /** 32 lower-case hexadecimal digits. */
  public String hex() {
    return value.hex();
  }

  @Override
  public String toString() {
    return hex();
  }
}
