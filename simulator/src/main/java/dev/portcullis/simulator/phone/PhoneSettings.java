package dev.portcullis.simulator.phone;

import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.message.VehicleId;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/**
 * A phone's configuration.
 *
 * @param broker where the command service is reached; unresolved, for the certificate's name counts
 * @param authorities PEM file of the certificate authorities the broker may be of
 * @param app the id of the app that holds the command key
 * @param grants files with the grants, the phone's own first
 * @param counter the file of the phone's counter
 * @param vehicle the vehicle's pseudonym
 * @param receiptKey the vehicle's receipt key
 * @param keys where the phone's two keys lie
 */
public record PhoneSettings(
    InetSocketAddress broker,
    Path authorities,
    String app,
    List<Path> grants,
    Path counter,
    VehicleId vehicle,
    PublicKey receiptKey,
    KeyPlace keys) {

  /** Takes a copy of the list. */
  public PhoneSettings {
    grants = List.copyOf(grants);
  }

  /**
   * Where keys lie.
   *
   * @param file the PKCS#12 file
   * @param password the file with its password
   * @param identity the label of the key for TLS
   * @param command the label of the command key
   */
  public record KeyPlace(Path file, Path password, String identity, String command) {}
}
