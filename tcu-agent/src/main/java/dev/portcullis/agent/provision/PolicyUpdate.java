package dev.portcullis.agent.provision;

import dev.portcullis.agent.policy.PolicyRefusal;
import dev.portcullis.agent.policy.SignedPolicy;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.SigningAuthority;
import dev.portcullis.crypto.durable.AtomicFile;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.durable.FileSystem;
import java.util.Optional;

/**
 * The policy that was installed last, after those of the provisioning: one file, replaced whole.
 */
public final class PolicyUpdate {

  private final FileSystem disk;
  private final InstalledFiles files;

  /** The update among {@code files}, which need not be there. */
  public PolicyUpdate(FileSystem disk, InstalledFiles files) {
    this.disk = disk;
    this.files = files;
  }

  /** Its bytes, if it is there and can be read. */
  Optional<Bytes> bytes() {
    return switch (AtomicFile.read(disk, files.policyUpdate(), SignedPolicy.MAX_BUNDLE)) {
      case Outcome.Passed<Bytes, DurableRefusal>(var bytes) -> Optional.of(bytes);
      case Outcome.Refused<Bytes, DurableRefusal> _ -> Optional.empty();
    };
  }

  /**
   * The newer of {@code provisioned} and the update. An update whose signatures do not hold is not
   * looked at: the provisioned one is older and genuine, and the journal knows whether it is too
   * old.
   */
  SignedPolicy orNewer(SignedPolicy provisioned, SigningAuthority authority) {
    return bytes()
        .flatMap(bundle ->
            switch (SignedPolicy.verifyBundle(bundle, authority)) {
              case Outcome.Passed<SignedPolicy, PolicyRefusal>(var update) -> Optional.of(update);
              case Outcome.Refused<SignedPolicy, PolicyRefusal> _ -> Optional.<SignedPolicy>empty();
            })
        .filter(update -> update.policy().sequence() > provisioned.policy().sequence())
        .orElse(provisioned);
  }

  /**
   * Installs {@code fresh} beside {@code installed}. An agent that runs takes it up within a
   * second. Refuses one that is not newer.
   */
  public Outcome<SignedPolicy, Problem> install(SignedPolicy fresh, SignedPolicy installed) {
    var before = installed.policy();
    var after = fresh.policy();
    if (after.sequence() <= before.sequence()
        || after.revocationSequence() < before.revocationSequence()) {
      return Outcome.refused(
          new Problem(
              files.policyUpdate().toString(),
              "sequence "
                  + after.sequence()
                  + " is not newer than the installed "
                  + before.sequence(),
              "install a policy with a higher sequence, and no lower one of its revocations"));
    }
    return AtomicFile.write(disk, files.policyUpdate(), fresh.bundle())
        .mapRefusal(
            reason -> new Problem(files.policyUpdate().toString(), reason.meaning(), reason.next()))
        .map(_ -> fresh);
  }
}
