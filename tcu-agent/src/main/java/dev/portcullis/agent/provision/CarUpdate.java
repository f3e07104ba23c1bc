package dev.portcullis.agent.provision;

import dev.portcullis.can.description.DescriptionRefusal;
import dev.portcullis.can.description.DescriptionStore;
import dev.portcullis.can.description.SignedDescription;
import dev.portcullis.can.description.SignedDescription.Unverified;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.SigningAuthority;
import dev.portcullis.crypto.durable.AtomicFile;
import dev.portcullis.crypto.durable.FileSystem;
import java.nio.file.Path;
import java.util.Optional;

/** Another description of the car for an agent that runs: offered first, then gone by. */
public final class CarUpdate {

  private static final String SIGN =
      "have both files signed together, as they are, by the signers of policies;"
          + " docs/your-car.md says what fits";
  private static final String LOOK = "look for disk errors in the kernel's log";

  private final FileSystem disk;
  private final InstalledFiles files;

  /** The update among {@code files}, which need not be there. */
  public CarUpdate(FileSystem disk, InstalledFiles files) {
    this.disk = disk;
    this.files = files;
  }

  /** Where the one is kept that was gone by last. */
  public DescriptionStore store() {
    return new DescriptionStore(disk, files.carUpdate());
  }

  /**
   * What was gone by last, where it is newer than {@code installed}. It lies beside the provisioned
   * files, and is believed as they are: its signatures held when it came.
   */
  Outcome<Optional<Unverified>, Problem> newerThan(long installed) {
    return store()
        .last()
        .mapRefusal(why -> new Problem(files.carUpdate().toString(), text(why), LOOK))
        .map(last ->
            last.filter(kept -> kept.sequence() > installed).map(DescriptionStore.Kept::files));
  }

  /** What is offered at present, to be believed no more than what comes over the network. */
  Optional<Unverified> offered() {
    return new DescriptionStore(disk, files.carOffer()).last()
            instanceof Outcome.Passed<Optional<DescriptionStore.Kept>, ?>(var kept)
        ? kept.map(DescriptionStore.Kept::files)
        : Optional.empty();
  }

  /** Reads and verifies what lies in {@code from}. */
  public static Outcome<SignedDescription, Problem> read(
      FileSystem disk, InstalledFiles from, SigningAuthority signers) {
    return unverified(disk, from)
        .then(files ->
            verified(files, signers)
                .mapRefusal(why -> new Problem(from.folder().toString(), why, SIGN)));
  }

  /** Reads what lies in {@code from}, and believes none of it. */
  public static Outcome<Unverified, Problem> unverified(FileSystem disk, InstalledFiles from) {
    return content(disk, from.messages())
        .then(messages ->
            content(disk, from.commands())
                .then(commands ->
                    content(disk, from.carSignatures())
                        .map(signatures ->
                            new Unverified(
                                messages, commands, from.commands().toString(), signatures))));
  }

  /** Believed where the signers of policies signed it, and it does what the protocol asks. */
  static Outcome<SignedDescription, String> verified(Unverified offered, SigningAuthority signers) {
    return SignedDescription.verify(offered, signers)
        .mapRefusal(CarUpdate::text)
        .then(described ->
            CarFit.misfit(described.commands())
                .<Outcome<SignedDescription, String>>map(
                    misfit -> Outcome.refused(misfit.where() + ": " + misfit.reason()))
                .orElseGet(() -> Outcome.passed(described)));
  }

  /** Offers it: an agent that runs takes it up within a second. */
  public Outcome<SignedDescription, Problem> offer(SignedDescription described) {
    return new DescriptionStore(disk, files.carOffer())
        .keep(described)
        .mapRefusal(why -> new Problem(files.carOffer().toString(), text(why), LOOK));
  }

  private static String text(DescriptionRefusal why) {
    var refusal = why.inWords();
    return refusal.reason() + ", " + refusal.detail();
  }

  private static Outcome<Bytes, Problem> content(FileSystem disk, Path file) {
    return AtomicFile.read(disk, file, Installation.MAX_FILE)
        .mapRefusal(why -> new Problem(file.toString(), why.meaning(), why.next()));
  }
}
