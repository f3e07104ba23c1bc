package dev.portcullis.simulator.repository.server;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.AgreementKeyPair;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.signature.VerificationKey;
import dev.portcullis.ota.uptane.VehicleId;
import dev.portcullis.simulator.authority.Authority;
import dev.portcullis.simulator.authority.Estate;
import dev.portcullis.simulator.authority.KeyFiles;
import dev.portcullis.simulator.authority.Party;
import dev.portcullis.simulator.authority.PartyKind;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;

/**
 * What a vehicle of the simulated fleet gets at the factory: a TLS identity, the key its manifests
 * are signed with, and the one that images are encrypted to.
 */
public final class VehicleKeys {

  /** The label of the key that signs manifests. */
  public static final String ECU = "ecu";

  /** The label of the key that images are encrypted to. */
  public static final String IMAGE = "image";

  private VehicleKeys() {}

  /** The vehicle's key files, made at the first call. */
  public static KeyFiles of(Authority authority, VehicleId vehicle)
      throws IOException, GeneralSecurityException {
    return authority.issue(
        "vehicles/" + vehicle.text(),
        new Party(PartyKind.VEHICLE, vehicle.text()),
        List.of(KeyFiles.IDENTITY, ECU, IMAGE));
  }

  /** The SubjectPublicKeyInfo of the key that signs manifests. */
  public static Bytes primaryKey(KeyFiles files) {
    try (var keys = Estate.open(files)) {
      return VerificationKey.of(keys.signer(ECU).orFault().publicKey()).encoded();
    }
  }

  /** The public half of the key that images are encrypted to; none in files without one. */
  public static Optional<PublicKey> imageKey(KeyFiles files) {
    try (var keys = Estate.open(files)) {
      return keys.agreementKey(IMAGE) instanceof Outcome.Passed<AgreementKeyPair, ?>(var pair)
          ? Optional.of(pair.publicKey())
          : Optional.empty();
    }
  }
}
