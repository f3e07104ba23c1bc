package dev.portcullis.agent.provision;

import dev.portcullis.agent.policy.KeptPoliciesCodec;
import dev.portcullis.agent.policy.PolicyChain;
import dev.portcullis.agent.policy.PolicyRefusal;
import dev.portcullis.agent.policy.UnverifiedPolicy;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.AtomicFile;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.durable.FileSystem;
import java.util.List;
import java.util.Optional;

/**
 * What was installed after the provisioned policy: the newest, and those before it that changed the
 * signers. One file, replaced whole.
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
    return switch (AtomicFile.read(disk, files.policyUpdate(), KeptPoliciesCodec.MAX_SIZE)) {
      case Outcome.Passed<Bytes, DurableRefusal>(var bytes) -> Optional.of(bytes);
      case Outcome.Refused<Bytes, DurableRefusal> _ -> Optional.empty();
    };
  }

  /**
   * The policies in it. A file that cannot be read holds none: the provisioned one is older and
   * genuine, and the journal knows whether it is too old.
   */
  List<UnverifiedPolicy> policies() {
    return bytes().map(PolicyUpdate::policies).orElseGet(List::of);
  }

  private static List<UnverifiedPolicy> policies(Bytes file) {
    return switch (KeptPoliciesCodec.decode(file)) {
      case Outcome.Passed<List<UnverifiedPolicy>, PolicyRefusal>(var policies) -> policies;
      case Outcome.Refused<List<UnverifiedPolicy>, PolicyRefusal> _ -> List.of();
    };
  }

  /** The same, where it is not what is here already. */
  public Outcome<PolicyChain, Problem> keep(PolicyChain chain) {
    return bytes().equals(Optional.of(KeptPoliciesCodec.encode(chain.kept())))
        ? Outcome.passed(chain)
        : write(chain);
  }

  /**
   * Makes {@code chain} what a start finds here. An agent that runs takes it up within a second.
   */
  public Outcome<PolicyChain, Problem> write(PolicyChain chain) {
    return AtomicFile.write(disk, files.policyUpdate(), KeptPoliciesCodec.encode(chain.kept()))
        .mapRefusal(
            reason -> new Problem(files.policyUpdate().toString(), reason.meaning(), reason.next()))
        .map(_ -> chain);
  }
}
