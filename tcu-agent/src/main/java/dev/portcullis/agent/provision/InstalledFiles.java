package dev.portcullis.agent.provision;

import java.nio.file.Path;
import java.util.List;

/**
 * Where things lie: in the folder that is provisioned from, and, under the same names, in the
 * agent's own state folder; the car's two files may have a folder of their own.
 *
 * @param folder of all of them
 * @param description of the car's two files
 */
public record InstalledFiles(Path folder, Path description) {

  /** All in one folder. */
  public InstalledFiles(Path folder) {
    this(folder, folder);
  }

  /** What was installed into the state folder {@code state}. */
  public static InstalledFiles in(Path state) {
    return new InstalledFiles(state.resolve("installed"));
  }

  /** The same, with the car's two files in {@code other}: of a version that came over the air. */
  public InstalledFiles describedIn(Path other) {
    return new InstalledFiles(folder, other);
  }

  /** The policy's exact JSON bytes. */
  public Path policy() {
    return folder.resolve("policy.json");
  }

  /** The detached signatures over the policy: a CBOR array of byte strings. */
  public Path policySignatures() {
    return folder.resolve("policy.signatures");
  }

  /**
   * A policy that was installed after the others, with its signatures in one file; it is in the
   * state folder alone, and counts where it is the newer one.
   */
  public Path policyUpdate() {
    return folder.resolve("policy.update");
  }

  /** The first owner's grant, signed by the OEM's hand-over key. */
  public Path ownerGrant() {
    return folder.resolve("owner.grant");
  }

  /** The vehicle's messages, as DBC. */
  public Path messages() {
    return description.resolve("car.dbc");
  }

  /** The detached signatures over both files of the car, for an agent that runs. */
  public Path carSignatures() {
    return description.resolve("car.signatures");
  }

  /** A description of the car that is to be gone by; in the state folder alone. */
  public Path carOffer() {
    return folder.resolve("car.offer");
  }

  /** One that was gone by after the provisioned one, and counts where it is the newer one. */
  public Path carUpdate() {
    return folder.resolve("car.update");
  }

  /** All that are provisioned. */
  public List<Path> all() {
    return List.of(policy(), policySignatures(), ownerGrant(), messages(), commands());
  }

  /** What each command does in those messages, as TOML. */
  public Path commands() {
    return description.resolve("commands.toml");
  }
}
