package dev.portcullis.simulator.authority;

import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.keys.KeyStoreSource;
import dev.portcullis.crypto.keys.Keys;
import dev.portcullis.crypto.keys.SecretFile;
import dev.portcullis.crypto.message.VehicleId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A simulator folder with everybody in it: one vehicle, its owner's phone, the cloud, the OEM. */
public final class Estate {

  private static final int PHONE_NAME_BYTES = 8;

  private final Path folder;
  private final Authority authority;
  private final VehicleId vehicle;
  private final String phone;
  private final Map<Holder, KeyFiles> files;

  private Estate(
      Path folder,
      Authority authority,
      VehicleId vehicle,
      String phone,
      Map<Holder, KeyFiles> files) {
    this.folder = folder;
    this.authority = authority;
    this.vehicle = vehicle;
    this.phone = phone;
    this.files = new EnumMap<>(files);
  }

  /**
   * Opens the estate of {@code folder}; the first run makes the authority, the names and all keys.
   *
   * @throws IOException if the folder cannot be read or written
   * @throws GeneralSecurityException if a key store there is damaged
   */
  public static Estate prepare(Path folder, InstantSource clock, SecureRandom random)
      throws IOException, GeneralSecurityException {
    var authority = Authority.open(folder, clock, random);
    var vehicle =
        VehicleId.parseHex(
                remember(
                    folder.resolve(Holder.VEHICLE.place()).resolve("id"),
                    () -> VehicleId.random(random).hex()))
            .orFault();
    var phone =
        remember(folder.resolve(Holder.PHONE.place()).resolve("name"), () -> newPhoneName(random));
    var files = new EnumMap<Holder, KeyFiles>(Holder.class);
    for (var holder : Holder.values()) {
      files.put(
          holder, authority.issue(holder.place(), party(holder, vehicle, phone), holder.labels()));
    }
    BusKeys.prepare(busKeys(folder), random);
    return new Estate(folder, authority, vehicle, phone, files);
  }

  /** Where everything lies. */
  public Path folder() {
    return folder;
  }

  /** The folder of the keys for SecOC on the vehicle's bus, a file for each slot. */
  public Path busKeys() {
    return busKeys(folder);
  }

  private static Path busKeys(Path folder) {
    return folder.resolve("secoc");
  }

  /** Who issues certificates, also to further parties. */
  public Authority authority() {
    return authority;
  }

  /** The vehicle's pseudonym. */
  public VehicleId vehicle() {
    return vehicle;
  }

  /** The phone's name at the broker. */
  public String phone() {
    return phone;
  }

  /** The name under which {@code holder} has its certificate. */
  public Party party(Holder holder) {
    return party(holder, vehicle, phone);
  }

  /** Where the keys of {@code holder} lie. */
  public KeyFiles files(Holder holder) {
    var found = files.get(holder);
    if (found == null) {
      throw new IllegalStateException("keys were made for every holder");
    }
    return found;
  }

  /** The opened keys of {@code holder}. */
  public Keys keys(Holder holder) {
    return open(files(holder));
  }

  /** Opens key files that this authority made. */
  public static Keys open(KeyFiles files) {
    SecretBytes password = SecretFile.read(files.password()).orFault();
    return Keys.open(new KeyStoreSource.Pkcs12(files.store(), password)).orFault();
  }

  /** Signs with one key of {@code holder}. */
  public Signer signer(Holder holder, String label) {
    return keys(holder).signer(label).orFault();
  }

  /** All of a holder's keys, in the order of their labels. */
  public List<Signer> signers(Holder holder) {
    var keys = keys(holder);
    return holder.labels().stream().map(label -> keys.signer(label).orFault()).toList();
  }

  /** The key with which the vehicle signs beacons and receipts. */
  public PublicKey receiptKey() {
    return signer(Holder.VEHICLE, Holder.RECEIPT).publicKey();
  }

  private static Party party(Holder holder, VehicleId vehicle, String phone) {
    return switch (holder) {
      case BROKER -> new Party(PartyKind.BROKER, "localhost");
      case VEHICLE -> new Party(PartyKind.VEHICLE, vehicle.hex());
      case COMMAND_SERVICE -> new Party(PartyKind.COMMAND_SERVICE, holder.place());
      case PHONE -> new Party(PartyKind.PHONE, phone);
      case MONITOR -> new Party(PartyKind.MONITOR, holder.place());
      case OEM, TIME, VERIFIER, PLATFORM -> new Party(PartyKind.SIGNER, holder.place());
    };
  }

  private static String newPhoneName(SecureRandom random) {
    var bytes = new byte[PHONE_NAME_BYTES];
    random.nextBytes(bytes);
    return "phone-" + HexFormat.of().formatHex(bytes);
  }

  private static String remember(Path file, Supplier<String> fresh) throws IOException {
    if (!Files.exists(file)) {
      var parent = file.getParent();
      if (parent != null) {
        PrivateFiles.makeFolder(parent);
      }
      PrivateFiles.write(file, (fresh.get() + "\n").getBytes(StandardCharsets.US_ASCII));
    }
    return Files.readString(file, StandardCharsets.US_ASCII).strip();
  }
}
